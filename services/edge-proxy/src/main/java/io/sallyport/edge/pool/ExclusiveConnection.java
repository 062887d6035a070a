package io.sallyport.edge.pool;

import io.sallyport.edge.netty.InterimAnswers;
import io.sallyport.edge.netty.SurplusBytes;
import io.sallyport.edge.netty.SwitchedSocket;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;

/** A pooled HTTP/1.1 connection: idle in its pool, or in use by exactly one call. Owner: the loop's thread. */
final class ExclusiveConnection implements UpstreamConnection {
    private final OriginPool pool;
    private final HttpClientConnection connection;
    /** Read before {@link #request} returns, and a connection has one request at a time: one instance will do. */
    private final RequestOptions options = new RequestOptions();

    private final SurplusBytes surplus;
    private boolean closed;
    private boolean used;
    private long idleSinceNanos;
    private long lastsNanos = KeepAliveHint.NONE;

    ExclusiveConnection(OriginPool pool, HttpClientConnection connection) {
        this.pool = pool;
        this.connection = connection;
        InterimAnswers.tell(connection);
        this.surplus = SurplusBytes.watch(connection);
        connection.exceptionHandler(failure -> {}); // whoever uses the connection hears of it through the request
        connection.closeHandler(gone -> closed());
    }

    private void closed() {
        closed = true;
        pool.closed(this);
    }

    @Override
    public Future<HttpClientRequest> request(HttpMethod method, String target) {
        return connection.request(options.setMethod(method).setURI(target));
    }

    @Override
    public boolean isUsed() {
        return used;
    }

    /** Whether the origin lets the connection be used again (RFC 9112 section 9.3), and has sent nothing behind its answer. */
    @Override
    public boolean staysOpen(HttpClientResponse answer) {
        lastsNanos = KeepAliveHint.nanos(answer.getHeader(HttpHeaders.KEEP_ALIVE));
        return !closed
                && !surplus.isThere()
                && answer.version() == HttpVersion.HTTP_1_1
                && !answer.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether the server has sent what nobody has asked for, or is about to close. */
    boolean isSpoilt(long nowNanos) {
        return surplus.isThere() || nowNanos - idleSinceNanos >= lastsNanos;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    @Override
    public boolean isUntouched(Throwable failure) {
        return false;
    }

    @Override
    public NetSocket become() {
        NetSocket socket = SwitchedSocket.of(connection);
        socket.closeHandler(gone -> closed());
        return socket;
    }

    @Override
    public void release(long nowNanos) {
        used = true;
        idleSinceNanos = nowNanos;
        pool.released(this);
    }

    @Override
    public void discard() {
        if (!closed) {
            connection.close();
        }
    }

    @Override
    public void broken() {
        discard();
    }
}
