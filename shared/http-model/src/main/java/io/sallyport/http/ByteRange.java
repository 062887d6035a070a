package io.sallyport.http;

import java.util.Locale;

/**
 * One part of a body that a Range field asks for, fitted to the body's length (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9110#section-14.1.2">RFC 9110 section 14.1.2</a>).
 *
 * @param first position of the first byte, from 0
 * @param last  position of the last byte; below {@code first} when no byte of the body is asked for
 */
public record ByteRange(long first, long last) {
    private static final ByteRange NOTHING = new ByteRange(0, -1);
    private static final String UNIT = "bytes=";

    /**
     * Reads a field's value.
     *
     * @param length bytes of the body
     * @return {@code null} for what is to be answered as if it had not been asked: another unit, no valid range, or
     *     several ranges, which cost a server more than they give a client
     */
    public static ByteRange parse(String field, long length) {
        if (!field.regionMatches(true, 0, UNIT, 0, UNIT.length()) || field.indexOf(',') >= 0) {
            return null;
        }
        String range = field.substring(UNIT.length()).strip();
        int dash = range.indexOf('-');
        if (dash < 0) {
            return null;
        }
        long from = position(range.substring(0, dash));
        long to = position(range.substring(dash + 1));
        if (dash == 0) {
            return to < 0 ? null : suffix(to, length);
        }
        boolean open = dash == range.length() - 1;
        if (from < 0 || (!open && to < from)) {
            return null;
        }
        return from >= length ? NOTHING : new ByteRange(from, open ? length - 1 : Math.min(to, length - 1));
    }

    private static ByteRange suffix(long count, long length) {
        return count == 0 || length == 0 ? NOTHING : new ByteRange(Math.max(0, length - count), length - 1);
    }

    /** -1 for what is no number; the largest number for one that is larger. */
    private static long position(String digits) {
        long value = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length() && value >= 0; i++) {
            int digit = digits.charAt(i) - '0';
            boolean fits = value < (Long.MAX_VALUE - 9) / 10;
            value = digit < 0 || digit > 9 ? -1 : fits ? value * 10 + digit : Long.MAX_VALUE - 9;
        }
        return value;
    }

    /** Whether no byte of the body is asked for: 416. */
    public boolean isUnsatisfiable() {
        return last < first;
    }

    /** Bytes asked for. */
    public long length() {
        return last - first + 1;
    }

    /** The value of Content-Range in the answer, a 206 or a 416. */
    public String contentRange(long length) {
        return isUnsatisfiable() ? "bytes */" + length : "bytes " + first + "-" + last + "/" + length;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d-%d", first, last);
    }
}
