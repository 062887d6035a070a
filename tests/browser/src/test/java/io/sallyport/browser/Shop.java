package io.sallyport.browser;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of one version: what probes ask for, something cacheable, something private, and items, of which a bad one
 * fails to serve every third.
 */
record Shop(String version, ScriptedOrigin origin) implements AutoCloseable {
    static final String CACHEABLE = "/products";
    static final String PRIVATE = "/account";

    static Shop good(String version) {
        return start(version, Answer.text("{\"served\": \"" + version + "\"}", "Content-Type: application/json"));
    }

    static Shop bad(String version) {
        AtomicInteger asked = new AtomicInteger();
        Answer fine = Answer.text("{\"served\": \"" + version + "\"}");
        Answer broken = Answer.status("500 Internal Server Error", "broken");
        return start(
                version,
                (request, connection) ->
                        (asked.incrementAndGet() % 3 == 0 ? broken : fine).answer(request, connection));
    }

    private static Shop start(String version, Answer usual) {
        String info = "{\"version\": \"" + version + "\", \"commit\": \"7c9e" + version.replace(".", "") + "\"}";
        ScriptedOrigin origin = ScriptedOrigin.start(usual)
                .on("/health", Answer.text("up"))
                .on("/version", Answer.text(info))
                .on(CACHEABLE, Answer.text("[]", "Cache-Control: max-age=600", "Cache-Tag: goods", "ETag: \"7\""))
                .on(PRIVATE, Answer.text("ann", "Cache-Control: private"));
        return new Shop(version, origin);
    }

    String authority() {
        return origin.authority();
    }

    /** As an item of {@code endpoints}. */
    String endpoint() {
        return "\"http://" + origin.authority() + "\"";
    }

    @Override
    public void close() {
        origin.close();
    }
}
