package io.sallyport.router.api;

import io.sallyport.routing.canary.progress.CanaryCommand;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a call about a canary; IllegalArgumentException, with text for the caller, when it is wrong. */
final class CanaryBody {
    private static final int NOTE_MAX = 300;

    private final JsonObject json;

    private CanaryBody(JsonObject json) {
        this.json = json;
    }

    /** @param keys what may be in it */
    static CanaryBody parse(@Nullable Buffer body, Set<String> keys) {
        JsonObject json = body == null || body.length() == 0 ? new JsonObject() : json(body);
        for (String key : json.fieldNames()) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException("found \"" + key + "\", allowed: " + String.join(", ", keys));
            }
        }
        return new CanaryBody(json);
    }

    private static JsonObject json(Buffer body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("found a body that is not a JSON object", e);
        }
    }

    /** Why, for the record; one line. */
    String note() {
        Object note = json.getValue("note", "");
        if (!(note instanceof String text)
                || text.length() > NOTE_MAX
                || text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "note: found something else, allowed: one line of up to " + NOTE_MAX + " characters");
        }
        return text;
    }

    /** The weight or the step that is wanted. */
    CanaryCommand command() {
        boolean weight = json.containsKey("weight");
        if (weight == json.containsKey("step")) {
            throw new IllegalArgumentException("found " + (weight ? "both" : "neither")
                    + ", allowed: {\"weight\": 0 to 100} or {\"step\": 1 or more}");
        }
        return weight
                ? new CanaryCommand.SetWeight(number("weight", 0, 100))
                : new CanaryCommand.SetStep(number("step", 1, 1000) - 1);
    }

    private int number(String key, int from, int to) {
        Object value = json.getValue(key);
        if (!(value instanceof Integer number) || number < from || number > to) {
            throw new IllegalArgumentException(
                    key + ": found " + value + ", allowed: a whole number from " + from + " to " + to);
        }
        return number;
    }
}
