package io.sallyport.edge.netty;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * How far a server that goes away has come (RFC 9113 section 6.8). Vert.x tells it with a copy of the frame's debug
 * data, which it takes from a buffer that may be free again and never frees itself.
 */
public final class GoneAway {
    private GoneAway() {}

    /** Whether the server has said that it goes away, and that it will not process this stream. */
    public static boolean before(HttpClientConnection connection, long stream) {
        ConnectionBase base = (ConnectionBase) ((UnpooledHttpClientConnection) connection).unwrap();
        if (base.channelHandlerContext().handler() instanceof Http2ConnectionHandler handler) {
            return handler.connection().goAwayReceived()
                    && stream > handler.connection().local().lastStreamKnownByPeer();
        }
        return false;
    }
}
