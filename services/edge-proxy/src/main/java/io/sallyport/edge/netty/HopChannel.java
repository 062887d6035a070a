package io.sallyport.edge.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.sallyport.http.hop.Handshake;
import io.sallyport.http.hop.HandshakeStep;
import io.sallyport.http.hop.HopFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * What a socket to another proxy goes through before it is a socket to the target: TLS, also inside TLS, which Vert.x
 * does not do, and the conversation in which the proxy is asked. From the socket's event loop.
 */
public final class HopChannel {
    private HopChannel() {}

    /** A way that was not opened. */
    public static final class HopException extends Exception {
        private static final long serialVersionUID = 1L;
        private final HopFailure failure;

        public HopException(HopFailure failure, String detail) {
            super(detail, null, false, false);
            this.failure = failure;
        }

        public HopFailure failure() {
            return failure;
        }
    }

    /**
     * Speaks TLS inside of what the socket carries.
     *
     * @param host whom the certificate must be for
     */
    public static Future<NetSocket> secure(NetSocket socket, HopTls tls, String host, int port, long timeoutMillis) {
        ChannelHandlerContext end = end(socket);
        Promise<NetSocket> secured = ContextInternal.current().promise();
        SslHandler handler = tls.context().newHandler(end.alloc(), host, port);
        handler.setHandshakeTimeoutMillis(timeoutMillis);
        end.pipeline().addBefore(end.name(), null, handler);
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                secured.complete(socket);
            } else {
                secured.fail(done.cause());
            }
        });
        return secured.future();
    }

    /**
     * Asks the proxy for a way.
     *
     * @param last whether the target is at the end of it: then the socket is paused, and gives what the target has sent
     *     already; before another proxy such bytes are an error
     */
    public static Future<NetSocket> ask(NetSocket socket, Handshake handshake, boolean last) {
        ChannelHandlerContext end = end(socket);
        Promise<NetSocket> opened = ContextInternal.current().promise();
        end.pipeline().addBefore(end.name(), null, new Asking(socket, handshake, last, opened));
        return opened.future();
    }

    /** Runs something when the connection is closed, whoever has it by then. */
    public static void whenClosed(NetSocket socket, Runnable step) {
        end(socket).channel().closeFuture().addListener(closed -> step.run());
    }

    private static ChannelHandlerContext end(NetSocket socket) {
        return ((NetSocketInternal) socket).channelHandlerContext();
    }

    /** Stands before the socket's own handler while the conversation lasts. */
    private static final class Asking extends ChannelInboundHandlerAdapter {
        private final NetSocket socket;
        private final Handshake handshake;
        private final boolean last;
        private final Promise<NetSocket> opened;
        private boolean over;

        Asking(NetSocket socket, Handshake handshake, boolean last, Promise<NetSocket> opened) {
            this.socket = socket;
            this.handshake = handshake;
            this.last = last;
            this.opened = opened;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // what cannot be said closes the connection, of which we hear
        public void handlerAdded(ChannelHandlerContext context) {
            if (context.channel().isActive()) {
                context.writeAndFlush(Unpooled.wrappedBuffer(handshake.begin()));
            } else {
                failed(handshake.closed());
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (over || !(message instanceof ByteBuf bytes)) {
                context.fireChannelRead(message);
                return;
            }
            try {
                read(context, bytes);
            } finally {
                bytes.release();
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // as above
        private void read(ChannelHandlerContext context, ByteBuf bytes) {
            var readable = bytes.nioBuffer();
            HandshakeStep step = handshake.read(readable);
            while (step instanceof HandshakeStep.Say say) {
                context.writeAndFlush(Unpooled.wrappedBuffer(say.bytes()));
                step = handshake.read(readable);
            }
            if (step instanceof HandshakeStep.Failed failed) {
                failed(failed);
            } else if (step instanceof HandshakeStep.Open) {
                bytes.skipBytes(bytes.readableBytes() - readable.remaining());
                open(context, bytes);
            }
        }

        private void open(ChannelHandlerContext context, ByteBuf rest) {
            over = true;
            if (rest.isReadable() && !last) {
                opened.fail(new HopException(HopFailure.BROKE_PROTOCOL, "it sends more than it was asked for"));
                return;
            }
            if (last) {
                socket.pause();
            }
            ChannelPipeline pipeline = context.pipeline();
            if (rest.isReadable()) {
                context.fireChannelRead(rest.retain());
            }
            pipeline.remove(this);
            opened.complete(socket);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!over) {
                failed(handshake.closed());
            }
            context.fireChannelInactive();
        }

        private void failed(HandshakeStep.Failed failed) {
            over = true;
            opened.fail(new HopException(failed.failure(), failed.detail()));
        }
    }
}
