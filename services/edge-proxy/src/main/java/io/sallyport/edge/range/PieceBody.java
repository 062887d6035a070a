package io.sallyport.edge.range;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Loan;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * A body that lies in several buffers, on its way to the client, no faster than the client reads: what is queued with TLS
 * is a copy. Owner: the loop's thread.
 */
final class PieceBody implements Upstream {
    private static final int PIECE = 64 * 1024;

    private final Exchange exchange;
    private final HttpServerResponse response;
    private final List<Buffer> buffers;
    private final Loan loan;
    private int index;
    private int at;
    /** When the client's connection lets go of the last piece; {@code null} before it is sent. */
    private Future<Void> gone;

    /**
     * @param buffers none of them empty, and at least one
     * @param loan    of the body that they are parts of
     */
    PieceBody(Exchange exchange, List<Buffer> buffers, Loan loan) {
        this.exchange = exchange;
        this.response = exchange.response();
        this.buffers = buffers;
        this.loan = loan;
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
            Buffer piece = next();
            exchange.sent(piece.length());
            if (index < buffers.size()) {
                response.write(piece);
            } else {
                gone = response.end(piece);
                exchange.end(Outcome.CACHE_HIT);
            }
        }
    }

    private Buffer next() {
        Buffer buffer = buffers.get(index);
        int end = Math.min(at + PIECE, buffer.length());
        Buffer piece = at == 0 && end == buffer.length() ? buffer : buffer.slice(at, end);
        at = end;
        if (end == buffer.length()) {
            index++;
            at = 0;
        }
        return piece;
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
