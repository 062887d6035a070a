package io.sallyport.kit.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The open connections of an API: so many at most, and none that keeps a request head to itself for long. A connection
 * with a call under way may stay as long as the call does. Owner: the server's event loop; the sweep may be on another.
 */
final class ApiConnections {
    /** Open at once. */
    static final int MAX = 1024;

    private static final long SWEEP_MILLIS = 1000;
    private static final long HEAD_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Vertx vertx;
    private final Map<HttpConnection, Use> open = new ConcurrentHashMap<>();
    private final long timer;

    /** A connection, and what is to be done when its call is over. */
    private static final class Use {
        private volatile long waitingSince = System.nanoTime();
        private volatile boolean busy;
        private final List<Runnable> endings = new ArrayList<>(2);

        private void over() {
            List<Runnable> all = List.copyOf(endings);
            endings.clear();
            all.forEach(Runnable::run);
        }
    }

    ApiConnections(Vertx vertx) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(SWEEP_MILLIS, tick -> sweep());
    }

    void opened(HttpConnection connection) {
        if (open.size() >= MAX) {
            connection.close();
            return;
        }
        open.put(connection, new Use());
        connection.closeHandler(closed -> {
            Use use = open.remove(connection);
            if (use != null) {
                use.over();
            }
        });
    }

    /** Notes that a call of this connection has begun. */
    void begin(RoutingContext context) {
        Use use = open.get(context.request().connection());
        if (use == null) {
            return;
        }
        use.busy = true;
        context.addBodyEndHandler(sent -> {
            use.waitingSince = System.nanoTime();
            use.busy = false;
            use.over();
        });
    }

    /**
     * Runs something once the call is over, by its answer or by the end of its connection. HTTP/1.1 has one call on a
     * connection at a time.
     */
    void whenOver(RoutingContext context, Runnable ending) {
        Use use = open.get(context.request().connection());
        if (use == null) {
            ending.run();
        } else {
            use.endings.add(ending);
        }
    }

    int size() {
        return open.size();
    }

    /** A head that comes a byte at a time is never idle, and never there. */
    private void sweep() {
        long now = System.nanoTime();
        open.forEach((connection, use) -> {
            if (!use.busy && now - use.waitingSince > HEAD_NANOS) {
                connection.close();
            }
        });
    }

    void close() {
        vertx.cancelTimer(timer);
    }
}
