package io.sallyport.edge.netty.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.impl.tcp.TcpHttpServer;
import io.vertx.core.internal.CloseableResource;
import io.vertx.core.internal.http.HttpServerInternal;
import java.lang.reflect.Field;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
        boolean admits(SocketAddress client);

        void gone();

        /** How many connections may be on their way to event loops that have not got round to them yet. */
        int mostComing();

        /** How many may be closed at once in a tenth of a second before the next ones are left to the system. */
        int mostTurnedAway();

        /** A connection is closed that has waited too long, or that its client has given up. */
        void stale();

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

    /**
     * Leaves further connections to the system, where they cost nothing, while event loops have not yet got round to the last
     * ones: a loop that is behind gets a few in each turn, and not thousands.
     */
    private static final class Guard extends ChannelDuplexHandler {
        /** One loop that stands still does not keep connections from the others for longer. */
        private static final long PAUSE_MILLIS = 100;

        private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(2);

        private final Keeper keeper;
        private final AtomicInteger coming = new AtomicInteger();
        private final Staleness staleness = new Staleness();
        private volatile boolean paused;
        /** More were closed in a tenth of a second than should be. Only the thread that accepts knows these. */
        private boolean full;

        private int turnedAway;
        private long turnedAwaySince = System.nanoTime();
        private long pausedNanos = System.nanoTime() - 2 * MEMORY_NANOS;

        Guard(Keeper keeper) {
            this.keeper = keeper;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel accepted = (Channel) message;
            boolean stale = System.nanoTime() - pausedNanos < MEMORY_NANOS && staleness.of(accepted);
            staleness.bound(context.channel());
            if (stale) {
                keeper.stale();
                turnAway(context, accepted);
            } else if (keeper.admits(accepted.remoteAddress())) {
                accepted.closeFuture().addListener(closed -> keeper.gone());
                context.fireChannelRead(message);
                follow(context, accepted);
            } else {
                turnAway(context, accepted);
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nobody takes it back
        private void turnAway(ChannelHandlerContext context, Channel accepted) {
            accepted.unsafe().closeForcibly();
            long now = System.nanoTime();
            if (now - turnedAwaySince > TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)) {
                turnedAwaySince = now;
                turnedAway = 0;
            }
            if (++turnedAway >= keeper.mostTurnedAway() && !full) {
                full = true;
                pausedNanos = now;
                context.channel().config().setAutoRead(false);
                context.executor().schedule(() -> roomAgain(context), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        private void roomAgain(ChannelHandlerContext context) {
            full = false;
            accept(context);
        }

        /** A loop does things in their order: this comes behind the connection's beginning. */
        @SuppressWarnings(
                "FutureReturnValueIgnored") // nobody takes it back; it finds out whether there is anything to do
        private void follow(ChannelHandlerContext context, Channel accepted) {
            if (coming.incrementAndGet() >= keeper.mostComing() && !paused) {
                paused = true;
                pausedNanos = System.nanoTime();
                context.channel().config().setAutoRead(false);
                context.executor().schedule(() -> goOn(context), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            accepted.eventLoop().execute(() -> {
                if (coming.decrementAndGet() <= keeper.mostComing() / 2 && paused) {
                    context.executor().execute(() -> goOn(context));
                }
            });
        }

        private void goOn(ChannelHandlerContext context) {
            paused = false;
            accept(context);
        }

        private void accept(ChannelHandlerContext context) {
            if (!paused && !full && context.channel().isOpen()) {
                context.channel().config().setAutoRead(true);
            }
        }

        /** The socket may live on in another process. */
        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
            staleness.release(context.channel());
            super.close(context, promise);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            keeper.failed(cause);
            context.fireExceptionCaught(cause);
        }
    }
}
