package io.sallyport.edge.netty;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Closes a client's connection without what is still queued. Every close of Vert.x waits behind the last byte, and a
 * client that never reads would keep its connection for ever.
 */
public final class Abort {
    private Abort() {}

    /** From the context next to the socket, so that no handler waits for a flush of its own. */
    @SuppressWarnings("FutureReturnValueIgnored") // the connection's own close handler hears of it
    public static void now(HttpConnection connection) {
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .pipeline()
                .firstContext()
                .close();
    }
}
