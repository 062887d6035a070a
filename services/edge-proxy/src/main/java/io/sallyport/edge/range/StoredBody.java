package io.sallyport.edge.range;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.Loan;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * A stored body, or parts of one, on its way to the client, in pieces and no faster than the client reads: what is queued
 * with TLS is a copy, so that clients which ask and do not read would fill the memory. Owner: the loop's thread.
 */
public final class StoredBody implements Upstream {
    /** Up to here one write does it, where each write is encrypted into a copy. */
    private static final int ENCRYPTED_PIECE = 64 * 1024;

    /** Where it is not. */
    private static final int PIECE = 256 * 1024;

    private final Exchange exchange;
    private final HttpServerResponse response;
    private final List<Buffer> buffers;
    private final Loan loan;
    private final int piece;
    private int index;
    private int at;
    /** When the client's connection lets go of the last piece; {@code null} before it is sent. */
    private Future<Void> gone;

    /**
     * @param buffers none of them empty, and at least one
     * @param loan    of the body that they are parts of
     */
    StoredBody(Exchange exchange, List<Buffer> buffers, Loan loan) {
        this.exchange = exchange;
        this.response = exchange.response();
        this.buffers = buffers;
        this.loan = loan;
        this.piece = piece(exchange);
    }

    private static int piece(Exchange exchange) {
        return exchange.request().isSSL() ? ENCRYPTED_PIECE : PIECE;
    }

    /** Sends the whole of what an entry holds; the head has been prepared. */
    public static void send(Exchange exchange, Entry entry) {
        Buffer body = entry.body();
        if (body.length() <= piece(exchange)) {
            exchange.transfer().sent(body.length());
            exchange.response().end(body);
            exchange.end(Outcome.CACHE_HIT);
        } else {
            new StoredBody(exchange, List.of(body), entry.lend()).start();
        }
    }

    void start() {
        exchange.upstream(this);
        response.drainHandler(drained -> proceed());
        proceed();
    }

    private void proceed() {
        if (exchange.isOver()) {
            return;
        }
        exchange.within(exchange.client().idleNanos());
        while (!exchange.isOver() && !response.writeQueueFull()) {
            Buffer next = next();
            exchange.transfer().sent(next.length());
            if (index < buffers.size()) {
                response.write(next);
            } else {
                gone = response.end(next);
                exchange.end(Outcome.CACHE_HIT);
            }
        }
    }

    private Buffer next() {
        Buffer buffer = buffers.get(index);
        int end = Math.min(at + piece, buffer.length());
        Buffer next = at == 0 && end == buffer.length() ? buffer : buffer.slice(at, end);
        at = end;
        if (end == buffer.length()) {
            index++;
            at = 0;
        }
        return next;
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
            exchange.transfer().closeClient();
        }
    }
}
