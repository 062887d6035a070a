package io.sallyport.contract.policy;

import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How many requests may pass a rule.
 *
 * @param rate  in the long run
 * @param burst at once, after a pause; 1 to 1000000; default: the rate's number
 * @param key   what is counted apart: {@code client} (an IPv6 client by its /64), {@code user} (the client where there is
 *     none), {@code route}, {@code header:NAME}, or {@code all} for everything together
 * @param scope where is counted
 */
public record LimitDocument(Rate rate, Optional<Integer> burst, String key, Scope scope) {
    private static final String HEADER = "header:";
    private static final String KEYS = "client, user, route, all, header:NAME";

    /** The longest time in which an empty allowance fills up again. */
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Where is counted. */
    public enum Scope {
        /** Each edge for itself. */
        LOCAL,
        /** All edges together, through the store. */
        SHARED
    }

    public LimitDocument {
        Require.present(rate, "rate", "a rate such as 100/s or 20/m");
        burst = burst == null ? Optional.empty() : burst;
        int tokens = Require.range(burst.orElse(rate.count()), 1, 1_000_000, "burst");
        key = key(key == null ? "client" : key);
        scope = scope == null ? Scope.LOCAL : scope;
        long fill = rate.per().toSeconds() * tokens / rate.count();
        if (fill > LONGEST.toSeconds()) {
            throw new IllegalArgumentException("burst: found " + tokens + " at " + rate
                    + ", allowed: what that rate makes up for in " + LONGEST.toDays() + " days");
        }
    }

    /** The burst, or its default. */
    public int tokens() {
        return burst.orElse(rate.count());
    }

    private static String key(String key) {
        if (key.startsWith(HEADER) && isToken(key.substring(HEADER.length()))) {
            return key.toLowerCase(Locale.ROOT);
        }
        return switch (key) {
            case "client", "user", "route", "all" -> key;
            default -> throw new IllegalArgumentException("key: found \"" + key + "\", allowed: " + KEYS);
        };
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.length() <= 64
                && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
    }

    /** The field that tells requests apart, in lower case; empty unless the key is one. */
    public String header() {
        return key.startsWith(HEADER) ? key.substring(HEADER.length()) : "";
    }
}
