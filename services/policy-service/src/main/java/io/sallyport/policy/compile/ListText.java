package io.sallyport.policy.compile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens list files. A bad byte makes a bad name, not a bad list; so no strict decoder. */
public final class ListText {
    /** Bytes of the largest list file. */
    public static final long MAX_BYTES = 1L << 30;

    private static final int TOLD_EACH = 1 << 20;

    private ListText() {}

    /** Fails when it is no plain file: reading a pipe or a device may never end. */
    public static Reader open(Path file) throws IOException {
        return open(file, "", ListProgress.NONE);
    }

    /** The same, telling of the bytes as they are read. */
    public static Reader open(Path file, String list, ListProgress progress) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("not a plain file");
        }
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new IOException(size + " bytes, more than " + MAX_BYTES);
        }
        InputStream bytes = new Told(Files.newInputStream(file), list, size, progress);
        return new InputStreamReader(bytes, StandardCharsets.UTF_8);
    }

    /** Counts what is read, and ends where the file ended when it was opened. */
    private static final class Told extends FilterInputStream {
        private final String list;
        private final long size;
        private final ListProgress progress;
        private long count;
        private long told;

        Told(InputStream bytes, String list, long size, ListProgress progress) {
            super(bytes);
            this.list = list;
            this.size = size;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int wanted = (int) Math.min(length, size - count);
            int read = wanted == 0 && length > 0 ? -1 : super.read(into, from, wanted);
            count += Math.max(read, 0);
            if (count - told >= TOLD_EACH || (count == size && told < count)) {
                told = count;
                progress.reading(list, count, size);
            }
            return read;
        }
    }
}
