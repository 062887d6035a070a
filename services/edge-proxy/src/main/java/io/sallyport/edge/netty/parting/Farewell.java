package io.sallyport.edge.netty.parting;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;

/**
 * Closes a client's connection so that the client gets all that was sent: our end first, then what still comes is thrown
 * away until the client has ended too (RFC 9112 section 9.6). A connection that is closed while something of the client's
 * is on the way is reset, and the reset takes the last answer from some clients; without one they know what was answered
 * and what was not. Stands next to the socket. Owner: the channel's thread.
 */
public final class Farewell extends ChannelDuplexHandler {
    private static final long PATIENCE_MILLIS = 1000;

    private boolean begun;

    private Farewell() {}

    /** Every later close of this connection is such a one; {@code Abort} is none. Harmless when asked for twice. */
    public static void prepare(HttpConnection connection) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        if (pipeline.get(Farewell.class) == null && pipeline.channel() instanceof DuplexChannel) {
            pipeline.addFirst(new Farewell());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (begun) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the end is heard of by the close of the channel
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (begun || !context.channel().isActive()) {
            context.close(promise);
            return;
        }
        begun = true;
        ChannelPromise both = promise.unvoid();
        DuplexChannel channel = (DuplexChannel) context.channel();
        channel.config().setAutoRead(true);
        ChannelFuture ended = channel.shutdownOutput();
        ended.addListener(done -> {
            if (!done.isSuccess()) {
                context.close();
            }
        });
        context.executor().schedule(() -> context.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> both.trySuccess());
    }
}
