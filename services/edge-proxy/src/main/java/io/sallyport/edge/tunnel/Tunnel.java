package io.sallyport.edge.tunnel;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;

/**
 * Two sockets, each pumped into the other with back-pressure. Either side's end, and a time without a byte in either
 * direction, ends both. Owner: the loop's thread.
 */
final class Tunnel implements Upstream {
    private final Exchange exchange;
    private final NetSocket client;
    private final NetSocket origin;
    private final long idleNanos;
    private final Consumer<Tunnel> closed;

    Tunnel(Exchange exchange, NetSocket client, NetSocket origin, long idleNanos, Consumer<Tunnel> closed) {
        this.exchange = exchange;
        this.client = client;
        this.origin = origin;
        this.idleNanos = idleNanos;
        this.closed = closed;
    }

    /** @param early what the client has sent already */
    void start(Buffer early) {
        exchange.upstream(this);
        exchange.within(idleNanos);
        pump(client, origin, true);
        pump(origin, client, false);
        // A socket that handles the server's shutdown is left open by it, for as long as the drain time lasts.
        client.shutdownHandler(time -> {});
        // The end comes after the last byte; the close may come while a paused socket still holds bytes.
        client.endHandler(end -> close(Outcome.TUNNEL_CLOSED));
        origin.endHandler(end -> close(Outcome.TUNNEL_CLOSED));
        client.exceptionHandler(failure -> close(Outcome.TUNNEL_CLOSED));
        origin.exceptionHandler(failure -> close(Outcome.TUNNEL_CLOSED));
        if (early.length() > 0) {
            count(early, true);
            origin.write(early);
        }
        client.resume();
        origin.resume();
    }

    private void pump(NetSocket from, NetSocket to, boolean inbound) {
        from.handler(piece -> {
            if (exchange.isOver()) {
                return;
            }
            count(piece, inbound);
            to.write(piece);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(drained -> {
                    exchange.within(idleNanos);
                    from.resume();
                });
            }
        });
    }

    private void count(Buffer piece, boolean inbound) {
        if (inbound) {
            exchange.received(piece.length());
        } else {
            exchange.sent(piece.length());
        }
        exchange.within(idleNanos);
    }

    void close(Outcome outcome) {
        if (exchange.isOver()) {
            return;
        }
        exchange.end(outcome);
        closed.accept(this);
        // end() writes what is queued before it closes: the last bytes of one side still reach the other.
        client.shutdownHandler(null);
        client.end();
        origin.end();
        letThrough();
    }

    @Override
    public void cancel() {
        closed.accept(this);
        letThrough();
        client.close();
        origin.close();
    }

    /** To nobody: a paused socket would never free what it has read already. */
    private void letThrough() {
        client.resume();
        origin.resume();
    }

    @Override
    public void expired() {
        close(Outcome.TUNNEL_CLOSED);
    }
}
