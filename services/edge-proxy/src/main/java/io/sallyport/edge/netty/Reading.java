package io.sallyport.edge.netty;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/** Whether anything more is read from a client's connection; what it sends meanwhile waits in the system, and then with the client. */
public final class Reading {
    private Reading() {}

    public static void stop(HttpConnection connection) {
        set(connection, false);
    }

    public static void go(HttpConnection connection) {
        set(connection, true);
    }

    private static void set(HttpConnection connection, boolean reads) {
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .channel()
                .config()
                .setAutoRead(reads);
    }
}
