package io.sallyport.cache.engine.stored;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes numbers and texts compactly; {@link FormReader} reads them. */
final class FormWriter {
    private byte[] bytes = new byte[512];
    private int length;

    void oneByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** Seven bits in each byte, the lowest first; the high bit says that more follow. Not for negative numbers. */
    void number(long value) {
        long rest = value;
        while (rest > 0x7f) {
            oneByte((int) rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        oneByte((int) rest);
    }

    /** The length of its UTF-8 bytes and one more, so that 0 stands for no text, and the bytes. */
    void text(@Nullable String text) {
        if (text == null) {
            number(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + 1L);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /** Everything so far, and its checksum. */
    byte[] sealed() {
        int sum = FormReader.checksum(bytes, length);
        for (int shift = 24; shift >= 0; shift -= 8) {
            oneByte(sum >>> shift);
        }
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
