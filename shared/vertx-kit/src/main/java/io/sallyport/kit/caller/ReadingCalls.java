package io.sallyport.kit.caller;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Which calls change nothing: those with a safe method, and a few with a body because the question does not fit into a
 * URL. Everything that is not listed counts as a change. The OpenAPI document says the same by the scheme of each call.
 */
final class ReadingCalls {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> ASKING = Set.of("POST /v1/policies/replay", "POST /v1/cache/simulate");
    private static final Set<String> TRYING = Set.of("PUT /v1/policies");
    /** What changes nothing, and shows what only those may see who may change it: texts with their passwords. */
    private static final Set<String> GUARDED = Set.of("GET /v1/backup", "HEAD /v1/backup");

    private static final String DRY_RUN = "dryRun";

    private ReadingCalls() {}

    static boolean isSafe(String method) {
        return SAFE.contains(method);
    }

    /** Compared as written: another spelling of the path counts as a change. */
    static boolean changes(Call call) {
        String name = call.method() + " " + call.path();
        if (GUARDED.contains(name)) {
            return true;
        }
        boolean reads =
                isSafe(call.method()) || ASKING.contains(name) || (TRYING.contains(name) && isDryRun(call.query()));
        return !reads;
    }

    /** Said once and plainly: whoever reads the query in another way must not find anything else in it. */
    private static boolean isDryRun(String query) {
        int found = 0;
        boolean plain = query.indexOf(';') < 0;
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (name.equals(DRY_RUN)) {
                found++;
                plain &= pair.equals(DRY_RUN + "=true");
            }
        }
        return plain && found == 1;
    }

    /** Empty for what cannot be decoded. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
