package io.sallyport.edge.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.sallyport.edge.netty.relay.EndedInput;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;

/**
 * Holds what a client sends behind a CONNECT before it has our answer. Those bytes belong to the tunnel, yet the
 * decoder would read them as the next request, and they would be lost to the tunnel.
 *
 * <p>Takes the decoder's place in the pipeline, under its name, which is where a connection's change to a plain socket
 * looks for a handler to take out. A connection that was held becomes a tunnel, reads on, or is closed after the answer.
 * Owner: the connection's event loop.
 */
public final class EarlyBytes extends ChannelInboundHandlerAdapter {
    private static final String DECODER = "httpDecoder";
    private static final int ENOUGH = 64 * 1024;

    private final Buffer held = Buffer.buffer();
    private ChannelHandlerContext context;
    private boolean ended;

    private EarlyBytes() {}

    /** To be called while the request of a CONNECT is being handled, before anything waits. */
    public static EarlyBytes hold(HttpConnection connection) {
        EarlyBytes early = new EarlyBytes();
        ((HttpServerConnection) connection).channelHandlerContext().pipeline().replace(DECODER, DECODER, early);
        return early;
    }

    /** Of a client that is read no further by other means. */
    public static EarlyBytes none() {
        return new EarlyBytes();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            from.fireChannelRead(message);
            return;
        }
        try {
            byte[] piece = new byte[bytes.readableBytes()];
            bytes.readBytes(piece);
            held.appendBytes(piece);
        } finally {
            bytes.release();
        }
        // Who ends behind bytes of the tunnel waits for what comes back; who ends without any has gone.
        from.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (held.length() >= ENOUGH) {
            from.channel().config().setAutoRead(false);
        }
    }

    /**
     * Lets the connection read requests again, when there will be no tunnel after all. Only where nothing has come
     * behind the CONNECT: what was meant for a tunnel is no request.
     *
     * @param lineBytes   as of the listener's other connections
     * @param headerBytes likewise
     * @return whether it does
     */
    public boolean readsOn(int lineBytes, int headerBytes) {
        if (held.length() > 0) {
            return false;
        }
        Http1ServerConfig limits =
                new Http1ServerConfig().setMaxInitialLineLength(lineBytes).setMaxHeaderSize(headerBytes);
        context.pipeline().replace(this, DECODER, new VertxHttpRequestDecoder(limits));
        return true;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            EndedInput.keepWatched(from.channel());
        }
        ended |= event == ChannelInputShutdownEvent.INSTANCE || event == SslCloseCompletionEvent.SUCCESS;
        from.fireUserEventTriggered(event);
    }

    /** Whether the client has ended behind what has come. */
    public boolean isEnded() {
        return ended;
    }

    /** What has come, for the tunnel to send first; to be called once the connection is a plain socket. */
    public Buffer release() {
        if (held.length() >= ENOUGH) {
            context.channel().config().setAutoRead(true);
        }
        return held;
    }
}
