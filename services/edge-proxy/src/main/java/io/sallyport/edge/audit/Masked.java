package io.sallyport.edge.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Texts without what nobody should read in a log: values of keys that name secrets, and passwords in URLs. */
final class Masked {
    static final String MASK = "***";

    private static final List<String> SECRETS = List.of(
            "password", "passwd", "secret", "token", "authorization", "credential", "apikey", "api_key", "cookie");
    private static final Pattern USER_INFORMATION = Pattern.compile("(://)[^/?#\\s\"@]{1,1024}@");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;](?:access_)?(?:token|password|secret|api_?key)=)[^&;]*");
    private static final int DEPTH_MAX = 32;

    private Masked() {}

    /** A path with its query. */
    static String target(String target) {
        return PARAMETER.matcher(text(target)).replaceAll("$1" + MASK);
    }

    static String text(String text) {
        return USER_INFORMATION.matcher(text).replaceAll("$1" + MASK + "@");
    }

    /** The same JSON with masks. */
    static Object json(Object value) {
        return json(value, 0);
    }

    private static Object json(Object value, int depth) {
        if (depth > DEPTH_MAX) {
            return MASK;
        }
        if (value instanceof JsonObject object) {
            JsonObject masked = new JsonObject();
            for (Map.Entry<String, Object> each : object) {
                masked.put(each.getKey(), isSecret(each.getKey()) ? MASK : json(each.getValue(), depth + 1));
            }
            return masked;
        }
        if (value instanceof JsonArray array) {
            JsonArray masked = new JsonArray();
            array.forEach(each -> masked.add(json(each, depth + 1)));
            return masked;
        }
        return value instanceof String text ? text(text) : value;
    }

    private static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(lower::contains);
    }
}
