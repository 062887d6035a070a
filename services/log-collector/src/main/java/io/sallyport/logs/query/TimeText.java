package io.sallyport.logs.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads a point in time: an ISO 8601 instant, or how long ago, such as {@code 15m}. */
final class TimeText {
    private static final long LENGTH_MAX = Duration.ofDays(366).toMillis() * 1000;

    private TimeText() {}

    /** Microseconds since 1970; ParameterFault when the text is neither. */
    static long micros(String text, Instant now) {
        try {
            Instant point = isAge(text) ? now.minus(age(text)) : Instant.parse(text);
            return ChronoUnit.MICROS.between(Instant.EPOCH, point);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw ParameterFault.found(
                    text, "a time ago such as 30s, 15m, 2h or 7d, or an instant such as 2026-01-31T12:00:00Z");
        }
    }

    /** A length of time such as {@code 10s}, in microseconds. */
    static long lengthMicros(String text, String allowed) {
        try {
            long micros = isAge(text) ? Math.multiplyExact(age(text).toMillis(), 1000L) : 0;
            if (micros > 0 && micros <= LENGTH_MAX) {
                return micros;
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            // refused below like any other text
        }
        throw ParameterFault.found(text, allowed);
    }

    private static boolean isAge(String text) {
        return text.length() <= 20 && !text.isEmpty() && "smhd".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static Duration age(String text) {
        long number = Long.parseLong(text, 0, text.length() - (text.endsWith("ms") ? 2 : 1), 10);
        if (number < 0) {
            throw new DateTimeException("negative");
        }
        if (text.endsWith("ms")) {
            return Duration.ofMillis(number);
        }
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
