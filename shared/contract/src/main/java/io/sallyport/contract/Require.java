package io.sallyport.contract;

import java.time.Duration;

/** Checks shared by configuration and document records; messages say what was found and what is allowed. */
public final class Require {
    private Require() {}

    /** A value that has no default. */
    public static <T> T present(T value, String key, String allowed) {
        if (value == null) {
            throw new IllegalArgumentException(key + ": found nothing, allowed: " + allowed);
        }
        return value;
    }

    public static int range(int value, int min, int max, String key) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + ": found " + value + ", allowed: " + min + " to " + max);
        }
        return value;
    }

    public static ByteSize range(ByteSize value, ByteSize min, ByteSize max, String key) {
        if (value.bytes() < min.bytes() || value.bytes() > max.bytes()) {
            throw new IllegalArgumentException(key + ": found " + value + ", allowed: " + min + " to " + max);
        }
        return value;
    }

    public static Duration positive(Duration value, String key) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + ": found " + (value.isZero() ? "0s" : value)
                    + ", allowed: a duration above zero, such as 10s");
        }
        return value;
    }

    /** Zero to {@code max}. */
    public static Duration atMost(Duration value, Duration max, String key) {
        if (value.isNegative() || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    key + ": found " + value.toSeconds() + "s, allowed: 0s to " + rounded(max));
        }
        return value;
    }

    private static String rounded(Duration bound) {
        return bound.toDays() > 0 ? bound.toDays() + "d" : bound.toSeconds() + "s";
    }

    /** Letters, digits, dot, dash and underscore, 1 to 64 of them. */
    public static String name(String value, String key) {
        present(value, key, "a name");
        boolean valid = !value.isEmpty() && value.length() <= 64;
        for (int i = 0; valid && i < value.length(); i++) {
            char c = value.charAt(i);
            valid = c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    key + ": found \"" + value + "\", allowed: 1 to 64 letters, digits, dots, dashes or underscores");
        }
        return value;
    }
}
