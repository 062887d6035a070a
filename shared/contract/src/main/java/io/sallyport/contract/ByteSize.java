package io.sallyport.contract;

import java.util.Locale;

/**
 * A number of bytes, written {@code 512B}, {@code 16KiB}, {@code 8MiB}, {@code 2GiB} or as a bare number.
 *
 * @param bytes zero or more
 */
public record ByteSize(long bytes) {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final String ALLOWED = "a size such as 512B, 16KiB, 8MiB or 2GiB";

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("found " + bytes + ", allowed: zero or more bytes");
        }
    }

    public static ByteSize ofKiB(long kib) {
        return new ByteSize(Math.multiplyExact(kib, 1L << 10));
    }

    public static ByteSize ofMiB(long mib) {
        return new ByteSize(Math.multiplyExact(mib, 1L << 20));
    }

    public static ByteSize ofGiB(long gib) {
        return new ByteSize(Math.multiplyExact(gib, 1L << 30));
    }

    /** Reads a size; units are powers of 1024 and case does not matter. */
    public static ByteSize parse(String text) {
        String trimmed = text.strip();
        int split = 0;
        while (split < trimmed.length() && Character.isDigit(trimmed.charAt(split))) {
            split++;
        }
        try {
            long number = Long.parseLong(trimmed.substring(0, split));
            return new ByteSize(Math.multiplyExact(number, 1L << (10 * power(trimmed.substring(split)))));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("found \"" + text + "\", allowed: " + ALLOWED);
        }
    }

    private static int power(String suffix) {
        String unit = suffix.strip().toUpperCase(Locale.ROOT);
        if (unit.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < UNITS.length; i++) {
            if (unit.equals(UNITS[i].toUpperCase(Locale.ROOT))) {
                return i;
            }
        }
        throw new NumberFormatException(suffix);
    }

    @Override
    public String toString() {
        int unit = 0;
        long value = bytes;
        while (unit < UNITS.length - 1 && value != 0 && value % 1024 == 0) {
            value /= 1024;
            unit++;
        }
        return value + UNITS[unit];
    }
}
