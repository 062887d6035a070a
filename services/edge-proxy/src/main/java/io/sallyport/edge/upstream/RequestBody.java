package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;

/** The body of a client's request on its way to an origin, with back-pressure. Owner: the loop's thread. */
final class RequestBody {
    private enum Kind {
        NONE,
        KNOWN_LENGTH,
        CHUNKED,
        /** HTTP/2 without a length: there is a body if data comes before the end. */
        PERHAPS
    }

    private final Exchange exchange;
    private final Kind kind;
    private final long idleNanos;
    private HttpClientRequest target;
    private boolean sent;
    private boolean blockedByOrigin;

    private RequestBody(Exchange exchange, Kind kind, long idleNanos) {
        this.exchange = exchange;
        this.kind = kind;
        this.idleNanos = idleNanos;
    }

    static RequestBody of(Exchange exchange, long idleNanos) {
        return new RequestBody(exchange, kindOf(exchange), idleNanos);
    }

    private static Kind kindOf(Exchange exchange) {
        MultiMap headers = exchange.request().headers();
        String length = headers.get("content-length");
        if (length != null) {
            return length.equals("0") ? Kind.NONE : Kind.KNOWN_LENGTH;
        }
        if (!exchange.client().isHttp1()) {
            return exchange.request().isEnded() ? Kind.NONE : Kind.PERHAPS;
        }
        return headers.contains("transfer-encoding") ? Kind.CHUNKED : Kind.NONE;
    }

    /** Keeps the body back until there is someone to send it to. */
    void hold() {
        if (kind != Kind.NONE) {
            exchange.request().pause();
        }
    }

    /** Sends the request with its body, now or as it comes. */
    void sendTo(HttpClientRequest request) {
        target = request;
        if (kind == Kind.NONE) {
            sent = true;
            request.end();
            return;
        }
        if (kind == Kind.CHUNKED) {
            request.setChunked(true);
        }
        request.exceptionHandler(failure -> {});
        request.drainHandler(drained -> drained());
        HttpServerRequest source = exchange.request();
        source.handler(this::chunk);
        source.endHandler(end -> complete());
        if (source.headers().contains("expect")) {
            exchange.response().writeContinue();
        }
        source.resume();
    }

    private void chunk(Buffer piece) {
        if (exchange.isOver()) {
            return;
        }
        exchange.received(piece.length());
        if (exchange.isOver()) {
            return;
        }
        exchange.within(idleNanos);
        if (kind == Kind.PERHAPS && !target.isChunked()) {
            target.setChunked(true);
        }
        target.write(piece);
        if (target.writeQueueFull()) {
            blockedByOrigin = true;
            exchange.request().pause();
        }
    }

    private void drained() {
        if (blockedByOrigin && !exchange.isOver()) {
            blockedByOrigin = false;
            exchange.within(idleNanos);
            exchange.request().resume();
        }
    }

    private void complete() {
        if (!exchange.isOver()) {
            sent = true;
            target.end();
        }
    }

    /** Whether all of the request has been handed to the origin's connection. */
    boolean isSent() {
        return sent;
    }

    /** Whether the whole request may be sent a second time: idempotent, and no body to lose. */
    boolean mayRepeat() {
        return kind == Kind.NONE
                && switch (exchange.request().method().name()) {
                    case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
                    default -> false;
                };
    }

    /** Whether we are waiting for the client and not for the origin. */
    boolean isStuckOnClient() {
        return target != null && !sent && !blockedByOrigin;
    }
}
