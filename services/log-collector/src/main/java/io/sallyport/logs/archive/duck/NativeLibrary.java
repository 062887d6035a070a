package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's library, 70 MB, which its driver unpacks into the folder for temporary files with every start and deletes
 * at an orderly end. A process that is killed would leave it there, and so would the next one.
 */
final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    private static final String FILES = "libduckdb_java*";
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

    private NativeLibrary() {}

    /**
     * Loads it.
     *
     * @throws ArchiveException with a message for an operator
     */
    static void load() {
        try {
            Class.forName("org.duckdb.DuckDBNative");
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ArchiveException(
                    "the database of records cannot be loaded: its library is unpacked into "
                            + System.getProperty("java.io.tmpdir")
                            + ", which needs 80 MiB of room and must not be mounted noexec (" + e + ")",
                    e);
        }
        tidy();
    }

    /** Deletes this process's file, which the system keeps as long as it is mapped, and those that others left behind. */
    private static void tidy() {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), FILES)) {
            List<String> mapped = Files.isReadable(MAPPINGS) ? Files.readAllLines(MAPPINGS) : List.of();
            Map<Path, Instant> written = new HashMap<>();
            for (Path file : files) {
                written.put(file, Files.getLastModifiedTime(file).toInstant());
            }
            // The newest one has just been written.
            Instant longAgo = written.values().stream()
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH)
                    .minus(LEFT_BEHIND);
            for (Map.Entry<Path, Instant> file : written.entrySet()) {
                boolean ours = mapped.stream()
                        .anyMatch(line -> line.endsWith(file.getKey().toString()));
                if (ours || file.getValue().isBefore(longAgo)) {
                    Files.deleteIfExists(file.getKey());
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the folder for temporary files is not tidied: {}", e.toString());
        }
    }
}
