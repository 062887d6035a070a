package io.sallyport.edge.lines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that gives way to a new one when it is large: {@code access.log} becomes {@code access.log.1}, that one {@code
 * access.log.2}. When somebody else has moved or deleted the file, the next lines go to a new one; when somebody has emptied it,
 * they go on at its beginning. Owner and group may read it, as lines tell what clients do.
 */
final class LineFile implements LineTarget {
    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final Path path;
    private final long limit;
    private final int keep;
    private @Nullable FileChannel channel;
    private @Nullable Object key;

    /**
     * @param limit bytes; a line that is longer has a file of its own
     * @param keep  how many old files stay
     */
    LineFile(Path path, long limit, int keep) {
        this.path = path;
        this.limit = limit;
        this.keep = keep;
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
        FileChannel out = current();
        long size = out.size();
        if (size > 0 && size + lines.remaining() > limit) {
            rotate();
            out = current();
            size = out.size();
        }
        try {
            while (lines.hasRemaining()) {
                out.write(lines);
            }
        } catch (IOException e) {
            undo(out, size, e);
            throw e;
        }
    }

    /** Half a line would spoil the one that comes next; a full disk still lets a file shrink. */
    private static void undo(FileChannel out, long size, IOException cause) {
        try {
            out.truncate(size);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private FileChannel current() throws IOException {
        FileChannel open = channel;
        if (open != null && isInPlace()) {
            return open;
        }
        close();
        FileChannel fresh = FileChannel.open(path, APPEND, permissions());
        channel = fresh;
        key = keyOf(path);
        return fresh;
    }

    private boolean isInPlace() throws IOException {
        try {
            Object there = keyOf(path);
            return there == null || there.equals(key);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void rotate() throws IOException {
        close();
        for (int number = keep; Files.deleteIfExists(numbered(number)); number++) {
            // older ones, of a time when more were kept
        }
        for (int number = keep; number > 0; number--) {
            Path from = numbered(number - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    /** What tells this file from another one of its name; {@code null} where the system has no such thing. */
    private static @Nullable Object keyOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private FileAttribute<?>[] permissions() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))
                }
                : new FileAttribute<?>[0];
    }
}
