package io.sallyport.edge.upstream;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** A pooled HTTP/1.1 connection: idle in its pool, or in use by exactly one call. Owner: the loop's thread. */
final class UpstreamConnection {
    private final OriginPool pool;
    private final HttpClientConnection connection;
    /** Read before {@link #request} returns, and a connection has one request at a time: one instance will do. */
    private final RequestOptions options = new RequestOptions();

    private boolean closed;
    private boolean used;
    private long idleSinceNanos;

    UpstreamConnection(OriginPool pool, HttpClientConnection connection) {
        this.pool = pool;
        this.connection = connection;
        connection.exceptionHandler(failure -> {}); // whoever uses the connection hears of it through the request
        connection.closeHandler(gone -> {
            closed = true;
            pool.closed(this);
        });
    }

    /** Begins a request; its head is still to be written. */
    Future<HttpClientRequest> request(HttpMethod method, String target) {
        return connection.request(options.setMethod(method).setURI(target));
    }

    /** Whether an exchange has been through already, so that the origin may be closing it just now. */
    boolean isUsed() {
        return used;
    }

    boolean isClosed() {
        return closed;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    /** Back to the pool after a complete exchange. */
    void release(long nowNanos) {
        used = true;
        idleSinceNanos = nowNanos;
        pool.released(this);
    }

    /** Ends the connection: its state is not known, or nobody needs it. */
    void discard() {
        if (!closed) {
            connection.close();
        }
    }
}
