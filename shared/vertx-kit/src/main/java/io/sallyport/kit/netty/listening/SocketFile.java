package io.sallyport.kit.netty.listening;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of a socket that only its owner may use. It is bound under a name of its process and renamed, so that the next
 * process can put its own in its place at one stroke, and nobody removes another's. Blocks its callers.
 */
final class SocketFile {
    private static final Set<PosixFilePermission> OWN =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final Path bound;

    SocketFile(Path file) {
        this.file = file.toAbsolutePath();
        this.bound = this.file.resolveSibling(this.file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()));
    }

    /** Where to bind. Makes the folder, for its owner only. */
    Path prepare() throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE)));
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(folder);
        allowed.retainAll(OTHERS_WRITE);
        if (!allowed.isEmpty()) {
            throw new IOException(
                    "others may write to " + folder + "; allowed: a folder that only its owner may write to");
        }
        Files.deleteIfExists(bound);
        return bound;
    }

    /** Puts what has been bound in its place. */
    void publish() throws IOException {
        Files.setPosixFilePermissions(bound, OWN);
        Files.move(bound, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Of whoever made the file. */
    int owner() throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }

    /** What tells this file from one that another process has put in its place; {@code null} for no file. */
    @Nullable
    Object identity() throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Removes the file if it is still the one that was meant. */
    void remove(@Nullable Object identity) throws IOException {
        if (identity != null && identity.equals(identity())) {
            Files.deleteIfExists(file);
        }
    }
}
