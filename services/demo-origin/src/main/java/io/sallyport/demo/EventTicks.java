package io.sallyport.demo;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** One stream of server-sent events. Owner: the request's context. */
final class EventTicks {
    private final Vertx vertx;
    private final HttpServerRequest request;
    private final long count;
    private long sent;

    /** @param count how many; 0: until the client leaves */
    EventTicks(Vertx vertx, HttpServerRequest request, long count) {
        this.vertx = vertx;
        this.request = request;
        this.count = count;
    }

    void start(long millis) {
        HttpServerResponse response = request.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store");
        tick(response);
        if (response.ended()) {
            return;
        }
        long timer = vertx.setPeriodic(millis, id -> {
            tick(response);
            if (response.ended()) {
                vertx.cancelTimer(id);
            }
        });
        response.closeHandler(v -> vertx.cancelTimer(timer));
    }

    private void tick(HttpServerResponse response) {
        if (response.closed() || response.ended() || response.writeQueueFull()) {
            return;
        }
        sent++;
        String event = "id: " + sent + "\nevent: tick\ndata: {\"tick\":" + sent + "}\n\n";
        Answer.watch(request, sent == count ? response.end(event) : response.write(event));
    }
}
