package io.sallyport.contract.policy;

import java.time.Duration;

/**
 * So many in a time, written {@code 100/s}, {@code 20/m}, {@code 1000/h} or {@code 5/d}.
 *
 * @param count 1 to 1000000
 * @param per   one second, minute, hour or day
 */
public record Rate(int count, Duration per) {
    private static final int MAX = 1_000_000;
    private static final String ALLOWED = "1 to " + MAX + " in a second, minute, hour or day, such as 100/s or 20/m";

    public Rate {
        if (count < 1 || count > MAX || unit(per).isEmpty()) {
            throw new IllegalArgumentException("found " + count + " in " + per + ", allowed: " + ALLOWED);
        }
    }

    /** Reads a number, a slash and one of {@code s}, {@code m}, {@code h}, {@code d}. */
    public static Rate parse(String text) {
        int slash = text.indexOf('/');
        Duration per = slash < 0 ? Duration.ZERO : per(text.substring(slash + 1));
        try {
            return new Rate(
                    Integer.parseInt(text.substring(0, Math.max(0, slash)).replace("_", "")), per);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("found \"" + text + "\", allowed: " + ALLOWED, e);
        }
    }

    private static Duration per(String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ZERO;
        };
    }

    private static String unit(Duration per) {
        return switch ((int) Math.min(per.toSeconds(), Integer.MAX_VALUE)) {
            case 1 -> "s";
            case 60 -> "m";
            case 3600 -> "h";
            case 86_400 -> "d";
            default -> "";
        };
    }

    @Override
    public String toString() {
        return count + "/" + unit(per);
    }
}
