package io.sallyport.policy.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads a point in time: an ISO 8601 instant, or how long ago, such as {@code 15m}. */
public final class MomentText {
    private static final int DIGITS_MAX = 9;

    private MomentText() {}

    /** IllegalArgumentException in words for the caller when the text is neither. */
    public static Instant parse(String key, String text, Instant now) {
        try {
            return isAge(text) ? now.minus(age(text)) : Instant.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    key + ": found \"" + text
                            + "\", allowed: a time ago such as 30s, 15m, 2h or 7d, or an instant such as 2026-01-31T12:00:00Z",
                    e);
        }
    }

    /** Microseconds since 1970. */
    public static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static boolean isAge(String text) {
        int digits = text.length() - 1;
        return digits > 0
                && digits <= DIGITS_MAX
                && "smhd".indexOf(text.charAt(digits)) >= 0
                && text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9');
    }

    private static Duration age(String text) {
        long number = Long.parseLong(text, 0, text.length() - 1, 10);
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
