package io.sallyport.edge.netty.parting;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/** Tells a client of HTTP/2 how far we come (RFC 9113 section 6.8). */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be said closes the connection, of which we hear
public final class GoingAway {
    private GoingAway() {}

    /** That we go, and still take what it has sent already. */
    public static void soon(HttpConnection connection) {
        say(connection, Integer.MAX_VALUE);
    }

    /** That we take nothing any more but what has arrived. */
    public static void now(HttpConnection connection) {
        say(connection, -1);
    }

    private static void say(HttpConnection connection, int last) {
        ChannelHandlerContext context = ((HttpServerConnection) connection).channelHandlerContext();
        if (context.channel().isActive() && context.handler() instanceof Http2ConnectionHandler handler) {
            int stream = last < 0 ? handler.connection().remote().lastStreamCreated() : last;
            handler.goAway(context, stream, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, context.newPromise());
            context.flush();
        }
    }
}
