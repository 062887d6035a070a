package io.sallyport.edge.pool;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetSocket;

/**
 * A call's hold on a connection to an origin: a whole HTTP/1.1 connection, or one stream of an HTTP/2 connection. Ends
 * with exactly one {@link #release}, {@link #discard} or {@link #broken}; further ones do nothing. Owner: the loop's thread.
 */
public interface UpstreamConnection {
    /** Begins a request; its head is still to be written. */
    Future<HttpClientRequest> request(HttpMethod method, String target);

    /** Whether an exchange has been through already, so that the origin may be closing it just now. */
    boolean isUsed();

    /** Whether the connection can be used again after this answer, which came whole. */
    boolean staysOpen(HttpClientResponse answer);

    /**
     * Whether a failure says that the origin has not begun with the request and never will, so that even one which must
     * not be carried out twice may be sent again (RFC 9113 section 8.7).
     */
    boolean isUntouched(Throwable failure);

    /** Makes a socket of the connection whose answer switches protocols; it belongs to the caller then. */
    NetSocket become();

    /** Back to the pool after a complete exchange. */
    void release(long nowNanos);

    /** Ends what the call holds: its state is not known, or nobody needs it. */
    void discard();

    /** What the call holds has failed. */
    void broken();
}
