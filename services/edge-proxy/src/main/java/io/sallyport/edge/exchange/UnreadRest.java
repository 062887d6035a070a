package io.sallyport.edge.exchange;

import io.vertx.core.http.HttpServerRequest;

/**
 * The rest of an HTTP/2 request whose answer is out already. It is thrown away for a second, so that the client can read
 * the answer; a reset that came with it would overtake it in some clients. Then the stream is cut off without an error
 * (<a href="https://datatracker.ietf.org/doc/html/rfc9113#section-8.1">RFC 9113 section 8.1</a>). Owner: the loop's
 * thread.
 */
final class UnreadRest extends Deadlines.Entry {
    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final int NO_ERROR = 0;

    private final Exchange exchange;

    private UnreadRest(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Of a request that has not ended, or whose end has not been seen yet. */
    static void discard(Exchange exchange) {
        UnreadRest rest = new UnreadRest(exchange);
        rest.due(exchange.loop().clock().nanos() + PATIENCE_NANOS);
        exchange.loop().deadlines().add(rest);
        HttpServerRequest request = exchange.request();
        request.handler(piece -> {});
        request.endHandler(end -> exchange.loop().deadlines().remove(rest));
        request.resume();
    }

    @Override
    protected void expired() {
        exchange.loop().deadlines().remove(this);
        exchange.response().reset(NO_ERROR);
    }
}
