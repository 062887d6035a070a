package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpConnectOptions;
import java.util.ArrayDeque;

/**
 * Connections of one event loop to one origin. The last one used is the next one taken, so that a quiet time lets
 * the others grow old; beyond the connection limit calls wait in a bounded queue. Owner: the loop's thread.
 */
final class OriginPool {
    /** Who wants a connection; exactly one of the two is called, once. */
    interface Taker {
        void connected(UpstreamConnection connection);

        void refused(Outcome outcome, String reason);

        /** Whether it still wants one. */
        boolean isWaiting();
    }

    private final Origin origin;
    private final HttpClientAgent client;
    private int maxConnections;
    private int maxWaiting;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Taker> waiting = new ArrayDeque<>();
    private int open;

    OriginPool(Origin origin, HttpClientAgent client) {
        this.origin = origin;
        this.client = client;
    }

    /** What it may hold from now on; connections that are too many are not closed for it. */
    void bound(int connections, int pending) {
        maxConnections = connections;
        maxWaiting = pending;
    }

    void take(Taker taker) {
        UpstreamConnection ready = idle.pollLast();
        if (ready != null) {
            taker.connected(ready);
        } else {
            takeFresh(taker);
        }
    }

    /** A connection that no exchange has used, for a call whose used connection failed it. */
    void takeFresh(Taker taker) {
        if (open < maxConnections) {
            connect(taker);
        } else if (waiting.size() < maxWaiting) {
            waiting.addLast(taker);
        } else {
            taker.refused(Outcome.OVERLOADED, "all connections are busy");
        }
    }

    private void connect(Taker taker) {
        open++;
        HttpConnectOptions options = new HttpConnectOptions()
                .setServer(origin.address())
                .setHost(origin.host())
                .setPort(origin.port());
        client.connect(options).onComplete(result -> {
            if (result.failed()) {
                open--;
                taker.refused(
                        ConnectFailure.outcome(result.cause()),
                        String.valueOf(result.cause().getMessage()));
                serveNext();
                return;
            }
            UpstreamConnection connection = new UpstreamConnection(this, result.result());
            if (taker.isWaiting()) {
                taker.connected(connection);
            } else {
                released(connection);
            }
        });
    }

    void released(UpstreamConnection connection) {
        if (connection.isClosed()) {
            return;
        }
        Taker next = nextWaiting();
        if (next == null) {
            idle.addLast(connection);
        } else {
            next.connected(connection);
        }
    }

    void closed(UpstreamConnection connection) {
        open--;
        idle.remove(connection);
        serveNext();
    }

    private void serveNext() {
        if (open < maxConnections) {
            Taker next = nextWaiting();
            if (next != null) {
                connect(next);
            }
        }
    }

    private Taker nextWaiting() {
        Taker next = waiting.pollFirst();
        while (next != null && !next.isWaiting()) {
            next = waiting.pollFirst();
        }
        return next;
    }

    /** Closes connections idle since before {@code nanos}, oldest first. */
    void closeIdleSince(long nanos) {
        UpstreamConnection oldest = idle.peekFirst();
        while (oldest != null && oldest.idleSinceNanos() - nanos < 0) {
            idle.pollFirst();
            oldest.discard();
            oldest = idle.peekFirst();
        }
    }

    /** Whether nothing hangs on it any more. */
    boolean isEmpty() {
        return open == 0 && waiting.isEmpty();
    }

    int open() {
        return open;
    }

    int idle() {
        return idle.size();
    }

    int waiting() {
        return waiting.size();
    }
}
