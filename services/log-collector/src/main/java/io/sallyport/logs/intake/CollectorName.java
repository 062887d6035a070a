package io.sallyport.logs.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Under which a collector reads the stream. It lies in the folder of its records, so that whoever opens them again finds what
 * the one before had read and not acknowledged. Blocks.
 */
final class CollectorName {
    private static final String FILE = "collector";

    private CollectorName() {}

    /** The name of the collector whose records lie in this folder, made at the first call. */
    static String of(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                Path fresh = Files.createTempFile(folder, FILE, ".new");
                Files.writeString(fresh, fresh() + "\n");
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            String name = Files.readString(file).strip();
            return name.isEmpty() ? fresh() : name;
        } catch (IOException e) {
            throw new UncheckedIOException("the name of the log-collector in " + file + ": " + e.getMessage(), e);
        }
    }

    /** For a collector whose records end with its process. */
    static String fresh() {
        return UUID.randomUUID().toString();
    }
}
