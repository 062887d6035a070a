package io.sallyport.edge.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts without what nobody should read in a log: values of keys that name secrets, and passwords in URLs. */
final class Masked {
    static final String MASK = "***";

    private static final List<String> SECRETS = List.of(
            "password", "passwd", "secret", "token", "authorization", "credential", "apikey", "api_key", "cookie");
    private static final Pattern USER_INFORMATION = Pattern.compile("(://)[^/?#\\s\"@]{1,1024}@");
    /** Takes a parameter without a value too, and gives nothing back: else a run of delimiters would take quadratic time. */
    private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;]*+)(=[^&;]*+)?+");

    private static final int DEPTH_MAX = 32;

    private Masked() {}

    /** A path with its query; a name counts as it reads when it is decoded. */
    static String target(String target) {
        return PARAMETER
                .matcher(text(target))
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(3) != null && isSecret(decoded(found.group(2)))
                                ? found.group(1) + found.group(2) + "=" + MASK
                                : found.group()));
    }

    /** What cannot be decoded may be anything, so it is taken for a secret. */
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return SECRETS.get(0);
        }
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
