package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.FolderTakenException;
import io.sallyport.logs.archive.Lane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of an archive, which one process has at a time: {@code hot.duckdb} for what has just arrived, {@code parts/}
 * for what never changes any more, {@code aside/} for what cannot be read, {@code tmp/} for what may go.
 */
final class Folder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Folder.class);
    private static final Pattern PART = Pattern.compile("(traffic|audit)-(\\d{1,18})-(\\d{1,9})\\.parquet");
    private static final long MIB = 1L << 20;
    private static final String UNFINISHED = ".unfinished";

    private final Path root;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final Space space;

    /** Tells how many bytes can still be written. */
    interface Space {
        /** Of the disk. */
        Space OF_DISK = folder -> {
            try {
                return Files.getFileStore(folder).getUsableSpace();
            } catch (IOException e) {
                throw new UncheckedIOException("asking for the room in " + folder, e);
            }
        };

        long free(Path folder);
    }

    /**
     * A file of a part.
     *
     * @param edition of the same part, from 1: the highest one counts
     */
    record PartFile(Lane lane, long number, int edition, Path path) {}

    private Folder(Path root, FileChannel lockFile, FileLock lock, Space space) {
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
        this.space = space;
    }

    /**
     * Makes the folder if there is none, and takes it.
     *
     * @throws FolderTakenException when another process has it
     * @throws ArchiveException     when it cannot be written
     */
    static Folder take(Path root, Space space) {
        try {
            Files.createDirectories(root.resolve("parts"));
            Files.createDirectories(root.resolve("tmp"));
            FileChannel file =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(file);
            if (lock == null) {
                file.close();
                throw new FolderTakenException(root);
            }
            Folder folder = new Folder(root, file, lock, space);
            folder.clear(root.resolve("tmp"), "");
            folder.clear(root.resolve("parts"), UNFINISHED);
            return folder;
        } catch (IOException e) {
            throw new ArchiveException(
                    "logs.path: found " + root + ", allowed: a folder that can be written (" + e + ")", e);
        }
    }

    private static FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException taken) {
            // by another collector in this process
            return null;
        }
    }

    private void clear(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(suffix)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    Path root() {
        return root;
    }

    /** The database of what has just arrived. */
    Path database() {
        return root.resolve("hot.duckdb");
    }

    /** Where the database may put what does not fit into memory. */
    Path scratch() {
        return root.resolve("tmp");
    }

    /** Where a part is written before it counts. */
    Path unfinished(Lane lane, long number) {
        return root.resolve("parts").resolve(lane.word() + "-" + number + UNFINISHED);
    }

    /** The edition that a new file of a part has. */
    int nextEdition(Lane lane, long number) {
        return partFiles().stream()
                        .filter(file -> file.lane() == lane && file.number() == number)
                        .mapToInt(PartFile::edition)
                        .max()
                        .orElse(0)
                + 1;
    }

    /** Lets a file count, once and for all: when this returns, it survives a loss of power. */
    Path publish(Path unfinished, Lane lane, long number) throws IOException {
        Path path = root.resolve("parts")
                .resolve(String.format(
                        Locale.ROOT, "%s-%08d-%d.parquet", lane.word(), number, nextEdition(lane, number)));
        force(unfinished);
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        force(path.getParent());
        return path;
    }

    private static void force(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            file.force(true);
        }
    }

    /** The files of parts, and nothing else; what is named otherwise is not ours. */
    List<PartFile> partFiles() {
        try (Stream<Path> files = Files.list(root.resolve("parts"))) {
            return files.map(Folder::partFile).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + root.resolve("parts"), e);
        }
    }

    private static Optional<PartFile> partFile(Path path) {
        Matcher name = PART.matcher(path.getFileName().toString());
        if (!name.matches()) {
            LOG.warn("{} is no file of this archive and is left alone", path);
            return Optional.empty();
        }
        Lane lane = name.group(1).equals(Lane.AUDIT.word()) ? Lane.AUDIT : Lane.TRAFFIC;
        return Optional.of(new PartFile(lane, Long.parseLong(name.group(2)), Integer.parseInt(name.group(3)), path));
    }

    /** Moves the database out of the way, and its log, without which it says little. */
    void setDatabaseAside(String reason) {
        for (Path file : List.of(database(), root.resolve("hot.duckdb.wal"))) {
            if (Files.exists(file)) {
                setAside(file, reason);
            }
        }
    }

    /** Moves a file out of the way, for an operator to look at. */
    void setAside(Path file, String reason) {
        Path aside = root.resolve("aside");
        try {
            Files.createDirectories(aside);
            Path to = aside.resolve(file.getFileName() + "." + System.nanoTime());
            Files.move(file, to);
            LOG.error("{} cannot be read and is set aside as {}: {}", file, to, reason);
        } catch (IOException e) {
            throw new ArchiveException(file + " cannot be read, nor moved to " + aside, e);
        }
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is no longer wanted and cannot be deleted: {}", file, e.toString());
        }
    }

    /** Bytes of the database's own files. */
    long databaseBytes() {
        return size(database()) + size(root.resolve("hot.duckdb.wal"));
    }

    /** When a file was written, microseconds since 1970. */
    static long writtenMicros(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis() * 1000;
        } catch (IOException e) {
            throw new UncheckedIOException("looking at " + file, e);
        }
    }

    static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /**
     * Refuses to write when the disk is nearly full: the database wants room to put itself in order.
     *
     * @throws ArchiveException when less is free
     */
    void needRoom(long bytes) {
        long free = space.free(root);
        if (free < bytes) {
            throw new ArchiveException(
                    "logs.path: found " + free / MIB + " MiB free in " + root + ", allowed: at least " + bytes / MIB
                            + " MiB",
                    null);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("{} cannot be let go: {}", root, e.toString());
        }
    }
}
