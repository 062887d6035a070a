package io.sallyport.edge.netty.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.NetSocket;

/**
 * A connection of its own, in clear text or by TLS. A handler in front of Vert.x's takes everything but the news that the
 * connection is gone, so that Vert.x still knows what is open.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails closes the channel, of which we hear
final class ChannelEnd extends TunnelEnd {
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(32 * 1024, 64 * 1024);
    private static final int LEAST_READ = 1024;
    private static final int FIRST_READ = 4096;
    private static final int MOST_READ = 256 * 1024;

    private final NetSocket socket;
    private final DuplexChannel channel;
    private final ChannelHandlerContext context;
    private final boolean dead;
    private boolean inputEnded;
    private boolean closing;

    ChannelEnd(NetSocket socket, ChannelHandlerContext vertx, DuplexChannel channel) {
        this.socket = socket;
        this.channel = channel;
        Ears ears = new Ears();
        channel.pipeline().addBefore(vertx.name(), null, ears);
        this.context = channel.pipeline().context(ears);
        this.dead = !channel.isActive();
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config.setWriteBufferWaterMark(MARKS);
        config.setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ));
    }

    private final class Ears extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext from, Object message) {
            if (message instanceof ByteBuf piece && isJoined()) {
                in().received(piece);
            } else {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext from) {
            in().pieceComplete();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext from) {
            out().next();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext from, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                EndedInput.keepWatched(channel);
                inputEnds();
            } else if (event == SslCloseCompletionEvent.SUCCESS) {
                inputEnds();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
            relay().broke(ChannelEnd.this);
        }

        @Override
        public void channelInactive(ChannelHandlerContext from) {
            from.fireChannelInactive();
            if (!closing) {
                closing = true;
                relay().broke(ChannelEnd.this);
            }
        }
    }

    private void inputEnds() {
        if (!inputEnded) {
            inputEnded = true;
            in().ended();
        }
    }

    /** Vert.x hands over what it holds within the call. It may ask for more reads then, which is taken back. */
    @Override
    void open() {
        socket.exceptionHandler(failure -> {});
        socket.handler(piece -> in().received(Ends.bytes(piece)));
        socket.resume();
        channel.config().setAutoRead(false);
        in().pieceComplete();
        if (dead || channel.isInputShutdown()) {
            inputEnds();
        }
    }

    @Override
    void read() {
        channel.read();
    }

    @Override
    void write(ByteBuf piece) {
        if (dead) {
            piece.release();
        } else {
            context.write(piece, context.voidPromise());
        }
    }

    @Override
    void flush() {
        context.flush();
    }

    @Override
    boolean isWritable() {
        return dead || channel.isWritable();
    }

    @Override
    long pending() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    /** An empty write is done when everything before it is; to shut the output down earlier would throw that away. */
    @Override
    void endOutput() {
        if (dead) {
            out().outputEnded();
            return;
        }
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (!closing && written.isSuccess()) {
                shutOutput();
            }
        });
    }

    /** By TLS both ends are said: its own, and below it that of the connection, which is what many wait for. */
    private void shutOutput() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            channel.shutdownOutput();
        } else {
            tls.closeOutbound().addListener(said -> channel.shutdownOutput());
        }
        out().outputEnded();
    }

    @Override
    void close() {
        if (!closing) {
            closing = true;
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> context.close());
        }
    }

    /** From the context next to the socket, so that no handler waits for a flush of its own. */
    @Override
    void abort() {
        closing = true;
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException gone) {
            // It is closed already as far as the system is concerned.
        }
        channel.pipeline().firstContext().close();
    }

    @Override
    boolean isClosed() {
        return !channel.isOpen();
    }
}
