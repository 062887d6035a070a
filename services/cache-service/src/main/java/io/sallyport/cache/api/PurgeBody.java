package io.sallyport.cache.api;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.UrlPrefix;
import io.sallyport.contract.cache.PurgeEntry.Cause;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.contract.cache.PurgeTarget.Scope;
import io.sallyport.contract.cache.PurgeWish;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is to be purged: an object such as {@code {"url": "http://host/path", "soft": false}}, or a list of them that
 * agree in {@code soft}.
 */
final class PurgeBody {
    private static final String ALLOWED = ", allowed: one of {\"url\": \"http://host/path\"}, {\"prefix\":"
            + " \"http://host/path\"}, {\"group\": \"name\"}, {\"everything\": true}, each with \"soft\": true or false,"
            + " a group with \"origin\": \"http://host\"; or a list of such";

    private static final Set<String> KEYS = Set.of("url", "prefix", "group", "everything", "soft", "origin");
    private static final int GROUP_CHARS_MAX = 1024;

    private PurgeBody() {}

    /** IllegalArgumentException, with text for the caller, when it says anything else. */
    static PurgeWish parse(@Nullable Buffer body, UUID id, Duration patience) {
        List<JsonObject> wishes = wishes(body);
        List<PurgeTarget> targets = wishes.stream().map(PurgeBody::target).toList();
        List<Boolean> soft = wishes.stream().map(PurgeBody::isSoft).distinct().toList();
        if (soft.size() > 1) {
            throw new IllegalArgumentException("soft: found true and false, allowed: one of them for all of a list");
        }
        return new PurgeWish(id, targets, !soft.get(0), Cause.API, "the API", patience.toMillis());
    }

    private static List<JsonObject> wishes(@Nullable Buffer body) {
        Object json = json(body);
        List<Object> members =
                json instanceof JsonArray list ? list.stream().toList() : List.of(json == null ? "null" : json);
        if (members.isEmpty() || members.size() > PurgeWish.MAX) {
            throw new IllegalArgumentException(
                    "found a list of " + members.size() + ", allowed: 1 to " + PurgeWish.MAX + " members");
        }
        List<JsonObject> wishes = new ArrayList<>();
        for (Object member : members) {
            if (!(member instanceof JsonObject wish)) {
                throw new IllegalArgumentException("found " + member + ALLOWED);
            }
            wishes.add(wish);
        }
        return wishes;
    }

    private static Object json(@Nullable Buffer body) {
        if (body == null || body.length() == 0) {
            throw new IllegalArgumentException("found no body" + ALLOWED);
        }
        try {
            return String.valueOf(body).isBlank() ? "" : Json.decodeValue(body);
        } catch (DecodeException e) {
            throw new IllegalArgumentException("found a body that is not JSON" + ALLOWED, e);
        }
    }

    private static boolean isSoft(JsonObject wish) {
        Object soft = wish.getValue("soft", true);
        if (soft instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalArgumentException("soft: found " + soft + ", allowed: true or false");
    }

    private static PurgeTarget target(JsonObject wish) {
        List<Scope> scopes = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            if (wish.containsKey(key(scope))) {
                scopes.add(scope);
            }
        }
        if (scopes.size() != 1 || !KEYS.containsAll(wish.fieldNames())) {
            throw new IllegalArgumentException("found the keys " + wish.fieldNames() + ALLOWED);
        }
        return target(wish, scopes.get(0));
    }

    private static String key(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static PurgeTarget target(JsonObject wish, Scope scope) {
        Object value = wish.getValue(key(scope));
        Object origin = wish.getValue("origin", "");
        if (scope == Scope.EVERYTHING && Boolean.TRUE.equals(value)) {
            return PurgeTarget.everything();
        }
        if (value instanceof String text && origin instanceof String of && isRead(scope, text, of)) {
            return new PurgeTarget(scope, text, of);
        }
        throw new IllegalArgumentException(key(scope) + ": found " + value + ALLOWED);
    }

    private static boolean isRead(Scope scope, String value, String origin) {
        return switch (scope) {
            case URL -> origin.isEmpty() && CacheKey.parse(value, "") != null;
            case PREFIX -> origin.isEmpty() && UrlPrefix.parse(value) != null;
            case GROUP ->
                !value.isBlank()
                        && value.length() <= GROUP_CHARS_MAX
                        && (origin.isEmpty() || CacheKey.parse(origin, "") != null);
            case EVERYTHING -> false;
        };
    }
}
