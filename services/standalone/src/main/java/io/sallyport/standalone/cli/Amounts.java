package io.sallyport.standalone.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Times and sizes as people read them, in a few characters. */
final class Amounts {
    private static final long KILO = 1024;
    private static final String[] UNITS = {"B", "K", "M", "G", "T", "P"};

    private Amounts() {}

    /** Such as {@code 840us}, {@code 12.3ms}, {@code 2.10s}, {@code 3m12s}. */
    static String micros(long micros) {
        if (micros < 1000) {
            return micros + "us";
        }
        if (micros < 1_000_000) {
            return String.format(Locale.ROOT, micros < 100_000 ? "%.1fms" : "%.0fms", micros / 1e3);
        }
        return micros < 60_000_000
                ? String.format(Locale.ROOT, "%.2fs", micros / 1e6)
                : span(Duration.ofSeconds(micros / 1_000_000));
    }

    /** Such as {@code 512B}, {@code 1.5K}, {@code 20M}; units are powers of 1024. */
    static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= KILO && unit < UNITS.length - 1) {
            size /= KILO;
            unit++;
        }
        return unit == 0 || size >= 10
                ? String.format(Locale.ROOT, "%.0f%s", size, UNITS[unit])
                : String.format(Locale.ROOT, "%.1f%s", size, UNITS[unit]);
    }

    /** A share of one as a percentage, such as {@code 0.4%}. */
    static String share(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    /** How long ago it was, such as {@code 3m}; {@code now} for less than a second, or a time to come. */
    static String ago(Instant then, Instant now) {
        Duration span = Duration.between(then, now);
        return span.toSeconds() < 1 ? "now" : span(span);
    }

    /** The two largest units that are not zero. */
    static String span(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "m", seconds % 60, "s");
        }
        return seconds < 86_400
                ? two(seconds / 3600, "h", seconds % 3600 / 60, "m")
                : two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
    }
}
