package io.sallyport.cache.engine.stored;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link FormWriter} wrote. Never throws: after the first thing that cannot be read, all that follows is 0 or
 * empty, and {@link #isWhole} says no.
 */
final class FormReader {
    /** Bytes of the checksum at the end. */
    static final int CHECKSUM = 4;

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean broken;

    private FormReader(byte[] bytes, int end, boolean broken) {
        this.bytes = bytes;
        this.end = end;
        this.broken = broken;
    }

    /** Broken from the start when the checksum does not agree. */
    static FormReader of(byte[] bytes) {
        int end = bytes.length - CHECKSUM;
        if (end < 0) {
            return new FormReader(bytes, 0, true);
        }
        int told = 0;
        for (int i = end; i < bytes.length; i++) {
            told = told << 8 | bytes[i] & 0xff;
        }
        return new FormReader(bytes, end, told != checksum(bytes, end));
    }

    static int checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    /** Whether everything was readable, and nothing is left. */
    boolean isWhole() {
        return !broken && at == end;
    }

    boolean isBroken() {
        return broken;
    }

    int oneByte() {
        if (broken || at >= end) {
            broken = true;
            return 0;
        }
        return bytes[at++] & 0xff;
    }

    /** At most {@code max}. */
    long number(long max) {
        long value = 0;
        int next = 0x80;
        for (int shift = 0; (next & 0x80) != 0; shift += 7) {
            next = oneByte();
            if (shift > 56) {
                broken = true;
                return 0;
            }
            value |= (long) (next & 0x7f) << shift;
        }
        broken |= value > max;
        return broken ? 0 : value;
    }

    /** How many things follow that take a byte at least: never more than there are bytes, so that nothing is made for a lie. */
    int count() {
        return (int) number(end - at);
    }

    @Nullable
    String textOrNull() {
        int length = (int) number(end - at + 1L) - 1;
        if (broken || length < 0) {
            return null;
        }
        if (length > end - at) {
            broken = true;
            return null;
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    String text() {
        String text = textOrNull();
        broken |= text == null;
        return text == null ? "" : text;
    }
}
