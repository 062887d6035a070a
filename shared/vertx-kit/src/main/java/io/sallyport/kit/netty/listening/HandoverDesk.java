package io.sallyport.kit.netty.listening;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the listening sockets of this process to the next one, by a socket file that only the same user may use. One at a
 * time; who has been given the sockets and does not serve within the patience is left alone, and nothing has changed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // ends of connections are heard of by their handlers
public final class HandoverDesk {
    private final Vertx vertx;
    private final Offer offer;
    private final SocketFile file;
    private final ListeningSockets sockets;
    private volatile Channel channel;
    private volatile @Nullable Object identity;
    private volatile int owner;

    /** Owner: the channel's thread. */
    private @Nullable Giving taker;

    /**
     * What is given, and what comes of it.
     *
     * @param addresses to give, as far as they are listened on
     * @param patience  for the next process to serve
     * @param taken     told when it does, with what it has kept; this process drains then
     */
    public record Offer(
            Supplier<Collection<InetSocketAddress>> addresses,
            Duration patience,
            Consumer<Collection<InetSocketAddress>> taken) {}

    private HandoverDesk(Vertx vertx, Path path, Offer offer) {
        this.vertx = vertx;
        this.offer = offer;
        this.file = new SocketFile(path);
        this.sockets = ListeningSockets.of(vertx);
    }

    /** Opens one at a file, in place of what is there. */
    public static Future<HandoverDesk> open(Vertx vertx, Path path, Offer offer) {
        HandoverDesk desk = new HandoverDesk(vertx, path, offer);
        return vertx.executeBlocking(desk.file::prepare, false)
                .compose(desk::bind)
                .compose(bound -> vertx.executeBlocking(desk::publish, false))
                .map(desk);
    }

    private Future<Void> bind(Path at) {
        Promise<Void> bound = Promise.promise();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(((VertxInternal) vertx).acceptorEventLoopGroup())
                .channel(EpollServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        arrived(new HandoverConnection(connection));
                    }
                });
        bootstrap.bind(new DomainSocketAddress(at.toString())).addListener((ChannelFuture done) -> {
            channel = done.channel();
            if (done.isSuccess()) {
                bound.complete();
            } else {
                bound.fail(done.cause());
            }
        });
        return bound.future();
    }

    private Void publish() throws IOException {
        file.publish();
        identity = file.identity();
        owner = file.owner();
        return null;
    }

    private void arrived(HandoverConnection connection) {
        Giving giving = new Giving(connection, offer, sockets);
        connection.listen(line -> said(giving, line), () -> gone(giving));
    }

    private void said(Giving giving, String line) {
        String word = line.split(" ")[0];
        if (word.equals(HandoverLines.HELLO)) {
            String refusal = taker == null ? giving.refusal(owner, line) : "another process is taking over";
            if (refusal.isEmpty()) {
                taker = giving;
                giving.begin();
            } else {
                giving.refuse(refusal);
            }
        } else if (giving == taker && word.equals(HandoverLines.GIVE)) {
            giving.give();
        } else if (giving == taker && word.equals(HandoverLines.SERVING)) {
            giving.serves(line);
        } else {
            giving.close();
        }
    }

    private void gone(Giving giving) {
        if (giving == taker) {
            taker = null;
            giving.gone();
        }
    }

    /** Closes it; whoever has taken over learns that nothing of this process is bound any more. */
    public Future<Void> close() {
        channel.eventLoop().execute(() -> {
            channel.close();
            Giving last = taker;
            if (last != null) {
                last.close();
            }
        });
        return vertx.executeBlocking(
                () -> {
                    file.remove(identity);
                    return null;
                },
                false);
    }
}
