package io.sallyport.policy.unlock;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.policy.engine.UnlockRules;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the body of a call for an unlock; IllegalArgumentException, with text for the caller, when it is wrong. */
final class UnlockWish {
    /** The longest that a block may be lifted. */
    static final Duration LONGEST = Duration.ofDays(31);

    private static final String SITE = "site";
    private static final String FOR = "for";
    private static final String OVER = "overAuthority";
    private static final Set<String> TEXTS =
            new TreeSet<>(Set.of(SITE, "list", "rule", "client", "user", "group", FOR, "note"));
    private static final int DIGITS_MAX = 9;

    private final JsonObject json;

    private UnlockWish(JsonObject json) {
        this.json = json;
    }

    /**
     * What is wished, from {@code nowMillis} on.
     *
     * @param document in force, whose lists and rules may be named
     */
    static Unlock read(Buffer body, String id, long nowMillis, PoliciesDocument document) {
        UnlockWish wish = new UnlockWish(parse(body));
        wish.checkKeys();
        Unlock unlock = new Unlock(
                id,
                wish.text(SITE),
                wish.text("list"),
                wish.text("rule"),
                wish.text("client"),
                wish.text("user"),
                wish.text("group"),
                wish.over(),
                nowMillis,
                nowMillis + duration(wish.text(FOR)).toMillis(),
                wish.text("note"));
        List<String> problems = UnlockRules.problems(unlock, document);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return unlock;
    }

    private static JsonObject parse(Buffer body) {
        try {
            return new JsonObject(body == null || body.length() == 0 ? Buffer.buffer("{}") : body);
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("found a body that is not a JSON object", e);
        }
    }

    private void checkKeys() {
        for (String key : json.fieldNames()) {
            if (!TEXTS.contains(key) && !key.equals(OVER)) {
                throw new IllegalArgumentException(
                        "found \"" + key + "\", allowed: " + String.join(", ", TEXTS) + ", " + OVER);
            }
        }
    }

    private String text(String key) {
        Object value = json.getValue(key);
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text) || text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(key + ": found " + value + ", allowed: one line of text");
        }
        return text;
    }

    private boolean over() {
        Object value = json.getValue(OVER, false);
        if (!(value instanceof Boolean over)) {
            throw new IllegalArgumentException(OVER + ": found " + value + ", allowed: true, false");
        }
        return over;
    }

    private static Duration duration(String text) {
        int digits = text.length() - 1;
        boolean valid = digits > 0
                && digits <= DIGITS_MAX
                && "smhd".indexOf(text.charAt(digits)) >= 0
                && text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9');
        Duration duration = valid ? of(Long.parseLong(text, 0, digits, 10), text.charAt(digits)) : Duration.ZERO;
        if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(FOR + ": found \"" + text
                    + "\", allowed: a time such as 30m or 2h, up to " + LONGEST.toDays() + "d");
        }
        return duration;
    }

    private static Duration of(long number, char unit) {
        return switch (unit) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
