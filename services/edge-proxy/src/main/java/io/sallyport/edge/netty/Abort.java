package io.sallyport.edge.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.quic.QuicChannel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Closes a client's connection without what is still queued. Every close of Vert.x waits behind the last byte, and a
 * client that never reads would keep its connection for ever.
 */
public final class Abort {
    private static final int H3_NO_ERROR = 0x100;

    private Abort() {}

    /**
     * From the context next to the socket, so that no handler waits for a flush of its own. A connection of HTTP/3 tells
     * the client that there is no error (RFC 9114 section 8.1).
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the connection's own close handler hears of it
    public static void now(HttpConnection connection) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        if (pipeline.channel() instanceof QuicChannel quic) {
            quic.close(true, H3_NO_ERROR, Unpooled.EMPTY_BUFFER);
        } else {
            pipeline.firstContext().close();
        }
    }
}
