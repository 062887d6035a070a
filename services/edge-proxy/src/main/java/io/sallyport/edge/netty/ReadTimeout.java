package io.sallyport.edge.netty;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * The read time-out that watches a connection from its first moment. A listener that serves HTTP/1.1 and HTTP/2 in
 * clear text tells us of a connection only with its first complete request; without this nothing would ever close
 * one that stays silent before. Once we know of the connection we watch it ourselves: a response may last long while
 * the client has nothing to say.
 */
public final class ReadTimeout {
    private static final String HANDLER = "idle";

    private ReadTimeout() {}

    /** Takes the time-out from a connection. */
    public static void lift(HttpConnection connection) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        if (pipeline.get(HANDLER) != null) {
            pipeline.remove(HANDLER);
        }
    }
}
