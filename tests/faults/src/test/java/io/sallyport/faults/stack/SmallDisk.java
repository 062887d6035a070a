package io.sallyport.faults.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder with a file system of its own in memory that can be full. Only root can make one. */
public final class SmallDisk implements AutoCloseable {
    private static final byte[] BLOCK = new byte[64 * 1024];
    private static final String FILLER = "filler";

    private final Path folder;
    private final Optional<String> missing;

    private SmallDisk(Path folder, Optional<String> missing) {
        this.folder = folder;
        this.missing = missing;
    }

    /** Where it cannot be made the folder is an ordinary one. */
    static SmallDisk at(Path folder, int mebibytes) {
        try {
            Files.createDirectories(folder);
            Tool.run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "sallyport-faults", folder.toString());
            return new SmallDisk(folder, Optional.empty());
        } catch (AssertionError | UncheckedIOException | IOException e) {
            return new SmallDisk(folder, Optional.of("no file system can be mounted here, which takes root"));
        }
    }

    /** Why it cannot be filled; empty: it can. */
    public Optional<String> missing() {
        return missing;
    }

    /** Leaves not a byte. */
    public void fill() {
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILLER))) {
            for (int i = 0; i < Integer.MAX_VALUE; i++) {
                out.write(BLOCK);
            }
        } catch (IOException full) {
            // What it was to be.
        }
    }

    public void free() {
        try {
            Files.deleteIfExists(folder.resolve(FILLER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (missing.isEmpty()) {
            Tool.run("umount", "-l", folder.toString());
        }
    }
}
