package io.sallyport.edge.netty;

import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.http.impl.http1.Http1ClientConnection;
import io.vertx.core.net.NetSocket;

/**
 * Makes a plain socket of an HTTP/1.1 connection to a server that switches protocols. The socket that Vert.x makes of
 * such an answer throws away what it still holds when the server closes; this one delivers it first.
 */
public final class SwitchedSocket {
    private SwitchedSocket() {}

    /**
     * To be called while the head of the 101 is being handled: what the server has sent behind it comes by the socket. The
     * connection's own handlers are not called any more.
     */
    public static NetSocket of(HttpClientConnection connection) {
        NetSocket socket = ((Http1ClientConnection) ((UnpooledHttpClientConnection) connection).unwrap()).toNetSocket();
        socket.pause();
        return socket;
    }
}
