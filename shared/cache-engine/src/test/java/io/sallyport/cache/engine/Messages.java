package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Messages as plain text, and the moment at which all of them arrive. */
public final class Messages {
    /** {@code Mon, 23 Nov 2026 12:00:00 GMT}. */
    public static final long NOW = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

    public static final Timing AT_ONCE = new Timing(NOW, NOW);

    private Messages() {}

    /** Something stored that is nothing but a head. */
    public record Head(StoredHead head) implements Stored {}

    /** Lines such as {@code Vary: a ~ Age: 3}; no text is no line. */
    public static HeaderList fields(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text == null || text.isBlank() ? new String[0] : text.split(" ~ ")) {
            int colon = line.indexOf(':');
            lines.add(line.substring(0, colon).strip());
            lines.add(line.substring(colon + 1).strip());
        }
        return HeaderList.of(lines.toArray(String[]::new));
    }

    public static RequestFacts get(String fields) {
        return request("GET", fields);
    }

    public static RequestFacts request(String method, String fields) {
        return new RequestFacts(
                "web",
                false,
                method,
                "http",
                Authority.parse("shop.example"),
                "/cart",
                "id=1",
                IpAddress.parse("192.0.2.1"),
                fields(fields));
    }

    /** The head stored for a response; fails when it is not stored. */
    public static Head stored(String requestFields, int status, String responseFields) {
        Admission admission =
                Admission.decide(get(requestFields), status, fields(responseFields), AT_ONCE, CacheRules.FORWARD);
        if (admission instanceof Admission.Store store) {
            return new Head(store.head());
        }
        throw new AssertionError(responseFields + ": " + admission);
    }

    public static CacheKey key() {
        return CacheKey.of(get(""), "stable");
    }
}
