package io.sallyport.cache.api;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.UrlPrefix;
import io.sallyport.contract.cache.PurgeCommand;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is to be purged: {@code {"url": "..."}}, {@code {"prefix": "..."}} or {@code {"everything": true}}. */
final class PurgeBody {
    private static final String ALLOWED =
            ", allowed: one of {\"url\": \"http://host/path\"}, {\"prefix\": \"http://host/path\"}, {\"everything\": true}";

    private PurgeBody() {}

    /** IllegalArgumentException, with text for the caller, when it says anything else. */
    static PurgeCommand parse(@Nullable Buffer body, UUID id) {
        Map.Entry<String, Object> wish = single(body);
        Object value = wish.getValue();
        switch (wish.getKey()) {
            case "url":
                if (value instanceof String url && CacheKey.parse(url, "") != null) {
                    return new PurgeCommand(id, PurgeCommand.Scope.URL, url);
                }
                break;
            case "prefix":
                if (value instanceof String prefix && UrlPrefix.parse(prefix) != null) {
                    return new PurgeCommand(id, PurgeCommand.Scope.PREFIX, prefix);
                }
                break;
            case "everything":
                if (Boolean.TRUE.equals(value)) {
                    return new PurgeCommand(id, PurgeCommand.Scope.EVERYTHING, "");
                }
                break;
            default:
                break;
        }
        throw new IllegalArgumentException(wish.getKey() + ": found " + value + ALLOWED);
    }

    private static Map.Entry<String, Object> single(@Nullable Buffer body) {
        if (body == null || body.length() == 0) {
            throw new IllegalArgumentException("found no body" + ALLOWED);
        }
        JsonObject json = json(body);
        if (json.size() != 1) {
            throw new IllegalArgumentException("found " + json.size() + " keys" + ALLOWED);
        }
        return json.iterator().next();
    }

    private static JsonObject json(Buffer body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("found a body that is not a JSON object" + ALLOWED, e);
        }
    }
}
