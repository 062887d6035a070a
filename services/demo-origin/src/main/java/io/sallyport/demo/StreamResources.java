package io.sallyport.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;

/** Resources whose bodies flow, in either direction; none is ever held whole. */
final class StreamResources {
    private static final long MAX_BYTES = 1L << 40;

    private final Vertx vertx;

    StreamResources(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What arrived: method, target, every field, the size of the body. */
    void echo(HttpServerRequest request) {
        JsonArray fields = new JsonArray();
        request.headers()
                .forEach((name, value) -> fields.add(new JsonArray().add(name).add(value)));
        JsonObject seen = new JsonObject()
                .put("method", request.method().name())
                .put("path", request.path())
                .put("query", request.query())
                .put("protocol", request.version().alpnName())
                .put("headers", fields);
        Answer.watch(request, size(request).onSuccess(size -> Answer.json(request, seen.put("bodyBytes", size))));
    }

    /** How many bytes arrived. */
    void upload(HttpServerRequest request) {
        if (DemoResources.bringsBody(request)) {
            Answer.watch(
                    request,
                    size(request).onSuccess(size -> Answer.json(request, new JsonObject().put("bodyBytes", size))));
        }
    }

    private static Future<Long> size(HttpServerRequest request) {
        AtomicLong size = new AtomicLong();
        request.handler(bytes -> size.addAndGet(bytes.length()));
        return request.end().map(v -> size.get());
    }

    void bytes(HttpServerRequest request) {
        Query.number(request, "n", 1024, 0, MAX_BYTES).ifPresent(n -> {
            request.response().putHeader("Content-Length", Long.toString(n));
            pour(request, n);
        });
    }

    void chunks(HttpServerRequest request) {
        Query.number(request, "n", 1024, 0, MAX_BYTES).ifPresent(n -> {
            request.response().setChunked(true);
            pour(request, n);
        });
    }

    private void pour(HttpServerRequest request, long n) {
        HttpServerResponse response = request.response().putHeader("Content-Type", "application/octet-stream");
        if (request.method() == HttpMethod.HEAD) {
            Answer.watch(request, response.end());
        } else {
            Answer.watch(request, new ByteFountain(vertx.getOrCreateContext(), n).pipeTo(response));
        }
    }

    /** Server-sent events, one every {@code ms}, {@code n} in all (0: until the client leaves). */
    void events(HttpServerRequest request) {
        Query.number(request, "ms", 1000, 1, 60_000)
                .ifPresent(millis -> Query.number(request, "n", 0, 0, 1_000_000)
                        .ifPresent(count -> new EventTicks(vertx, request, count).start(millis)));
    }
}
