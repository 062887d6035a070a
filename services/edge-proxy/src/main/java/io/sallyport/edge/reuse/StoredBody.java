package io.sallyport.edge.reuse;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.Loan;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * A stored body on its way to the client, in pieces and no faster than the client reads: what is queued with TLS is a
 * copy, so that clients which ask and do not read would fill the memory. Owner: the loop's thread.
 */
final class StoredBody implements Upstream {
    /** Up to here one write does it, where each write is encrypted into a copy. */
    private static final int ENCRYPTED_PIECE = 64 * 1024;

    /** Where it is not. */
    private static final int PIECE = 256 * 1024;

    private final Exchange exchange;
    private final HttpServerResponse response;
    private final Entry entry;
    private final Buffer body;
    private final int piece;
    private int at;
    private Loan loan;
    /** When the client's connection lets go of the last piece; {@code null} before it is sent. */
    private Future<Void> gone;

    StoredBody(Exchange exchange, Entry entry) {
        this.exchange = exchange;
        this.response = exchange.response();
        this.entry = entry;
        this.body = entry.body();
        this.piece = exchange.request().isSSL() ? ENCRYPTED_PIECE : PIECE;
    }

    void start() {
        if (body.length() <= piece) {
            last(body);
            return;
        }
        response.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        loan = entry.lend();
        exchange.upstream(this);
        response.drainHandler(drained -> proceed());
        proceed();
    }

    private void proceed() {
        exchange.within(exchange.client().idleNanos());
        while (!exchange.isOver() && !response.writeQueueFull()) {
            int end = Math.min(at + piece, body.length());
            Buffer next = body.slice(at, end);
            at = end;
            if (end == body.length()) {
                last(next);
            } else {
                exchange.sent(next.length());
                response.write(next);
            }
        }
    }

    private void last(Buffer piece) {
        exchange.sent(piece.length());
        gone = response.end(piece);
        exchange.end(Outcome.CACHE_HIT);
    }

    @Override
    public void ended(Outcome outcome) {
        if (gone == null) {
            loan.end();
        } else {
            gone.onComplete(sent -> loan.end());
        }
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
