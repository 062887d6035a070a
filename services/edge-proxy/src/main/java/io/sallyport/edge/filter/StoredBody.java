package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * A stored body on its way to the client, in pieces and no faster than the client reads: what is queued with TLS is a
 * copy, so that clients which ask and do not read would fill the memory. Owner: the loop's thread.
 */
final class StoredBody implements Upstream {
    /** Up to here one write does it. */
    private static final int PIECE = 64 * 1024;

    private final Exchange exchange;
    private final HttpServerResponse response;
    private final Buffer body;
    private int at;
    private boolean due;

    StoredBody(Exchange exchange, Buffer body) {
        this.exchange = exchange;
        this.response = exchange.response();
        this.body = body;
    }

    void start() {
        if (body.length() <= PIECE) {
            last(body);
            return;
        }
        response.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        exchange.upstream(this);
        response.drainHandler(drained -> later());
        proceed();
    }

    /**
     * One piece in each turn of the loop. Within one turn a TLS connection reports room however much it has queued;
     * and others get their turn while a large body goes out.
     */
    private void proceed() {
        if (exchange.isOver() || response.writeQueueFull()) {
            return;
        }
        exchange.within(exchange.client().idleNanos());
        int end = Math.min(at + PIECE, body.length());
        Buffer piece = body.slice(at, end);
        at = end;
        if (end == body.length()) {
            last(piece);
        } else {
            exchange.sent(piece.length());
            response.write(piece);
            later();
        }
    }

    private void later() {
        if (!due) {
            due = true;
            Vertx.currentContext().runOnContext(turn -> {
                due = false;
                proceed();
            });
        }
    }

    private void last(Buffer piece) {
        exchange.sent(piece.length());
        response.end(piece);
        exchange.end(Outcome.CACHE_HIT);
    }

    @Override
    public void cancel() {
        // The exchange is over, and nothing is written after that.
    }

    /** The client takes nothing more; a connection cut short tells it so, should it ever read on. */
    @Override
    public void expired() {
        exchange.end(Outcome.CLIENT_GONE);
        response.reset();
        if (exchange.client().isHttp1()) {
            exchange.closeClient();
        }
    }
}
