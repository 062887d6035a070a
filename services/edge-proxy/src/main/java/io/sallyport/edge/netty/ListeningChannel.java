package io.sallyport.edge.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.impl.tcp.TcpHttpServer;
import io.vertx.core.internal.CloseableResource;
import io.vertx.core.internal.http.HttpServerInternal;
import java.lang.reflect.Field;

/**
 * The socket that a server listens on, which Vert.x lets nobody see: there a connection can be turned away before its first
 * byte, and before its TLS handshake. One socket serves all event loops.
 */
public final class ListeningChannel {
    private static final String NAME = "door";

    private ListeningChannel() {}

    /** Asked on the thread that accepts. */
    public interface Keeper {
        /** Whether the connection may come in; then {@link #gone} follows once. */
        boolean admits();

        void gone();

        /** A connection could not be accepted, most likely for want of descriptors; nothing is accepted for a second now. */
        void failed(Throwable cause);
    }

    /** Puts a keeper before a server that listens; it stays the first one's when another loop's server shares the socket. */
    public static void guard(HttpServer server, Keeper keeper) {
        Channel listening = of(server);
        listening.eventLoop().execute(() -> {
            if (listening.pipeline().get(NAME) == null) {
                listening.pipeline().addFirst(NAME, new Guard(keeper));
            }
        });
    }

    private static Channel of(HttpServer server) {
        TcpHttpServer http = (TcpHttpServer) ((HttpServerInternal) server).unwrap();
        CloseableResource<?> shared = (CloseableResource<?>) field(http.tcpServer(), "resource");
        Future<?> bound = (Future<?>) field(shared.get(), "bindFuture");
        return (Channel) bound.result();
    }

    private static Object field(Object of, String name) {
        try {
            Field field = of.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Vert.x keeps its listening socket elsewhere", e);
        }
    }

    private static final class Guard extends ChannelInboundHandlerAdapter {
        private final Keeper keeper;

        Guard(Keeper keeper) {
            this.keeper = keeper;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel accepted = (Channel) message;
            if (keeper.admits()) {
                accepted.closeFuture().addListener(closed -> keeper.gone());
                context.fireChannelRead(message);
            } else {
                accepted.unsafe().closeForcibly();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            keeper.failed(cause);
            context.fireExceptionCaught(cause);
        }
    }
}
