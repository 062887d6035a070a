package io.sallyport.kit.netty.listening;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the listening sockets of the process before, over its {@link HandoverDesk}. Safe from any thread. */
public final class Takeover {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final ListeningSockets sockets;
    private final HandoverConnection connection;
    private final Promise<Void> given = Promise.promise();
    private final Promise<Void> left = Promise.promise();
    private final Promise<Void> gone = Promise.promise();
    /** Owner of these: the connection's thread. */
    private final Map<InetSocketAddress, FileDescriptor> taken = new HashMap<>();

    private List<InetSocketAddress> offered = List.of();

    private Takeover(Vertx vertx, HandoverConnection connection) {
        this.vertx = vertx;
        this.sockets = ListeningSockets.of(vertx);
        this.connection = connection;
    }

    /**
     * Takes what the process before gives. Completes with nothing when there is none, and fails when it refuses, or goes
     * meanwhile.
     */
    public static Future<Optional<Takeover>> from(Vertx vertx, Path desk) {
        return vertx.executeBlocking(new SocketFile(desk)::prepare, false).compose(safe -> connect(vertx, desk));
    }

    private static Future<Optional<Takeover>> connect(Vertx vertx, Path desk) {
        Promise<Optional<Takeover>> connected = Promise.promise();
        Bootstrap bootstrap = new Bootstrap()
                .group(((VertxInternal) vertx).acceptorEventLoopGroup())
                .channel(EpollDomainSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        // the handler comes with the conversation
                    }
                });
        bootstrap
                .connect(new DomainSocketAddress(desk.toAbsolutePath().toString()))
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        Takeover takeover = new Takeover(vertx, new HandoverConnection(done.channel()));
                        takeover.begin().map(Optional.of(takeover)).onComplete(connected);
                    } else {
                        String reason = done.cause().getMessage();
                        LOG.info(
                                "no process before gives its sockets at {}{}",
                                desk,
                                reason == null ? "" : " (" + reason + ")");
                        connected.complete(Optional.empty());
                    }
                });
        return connected.future();
    }

    private Future<Void> begin() {
        connection.listen(this::said, this::ended);
        connection.say(HandoverLines.hello() + "\n");
        vertx.setTimer(ANSWER.toMillis(), late -> {
            if (given.tryFail("no answer within " + ANSWER.toSeconds() + " s")) {
                connection.close();
            }
        });
        return given.future();
    }

    private void said(String line) {
        if (line.startsWith(HandoverLines.SOCKETS)) {
            offered = HandoverLines.addresses(line);
            connection.expectDescriptors(this::received);
            if (offered.isEmpty()) {
                all();
            } else {
                connection.say(HandoverLines.GIVE + "\n");
            }
        } else if (line.startsWith(HandoverLines.REFUSED)) {
            given.tryFail("the process before says: "
                    + line.substring(HandoverLines.REFUSED.length()).trim());
        } else if (line.equals(HandoverLines.LEAVING)) {
            left.tryComplete();
        }
    }

    private void received(FileDescriptor descriptor) {
        taken.put(offered.get(taken.size()), descriptor);
        if (taken.size() == offered.size()) {
            all();
        }
    }

    private void all() {
        connection.expectLines();
        sockets.take(taken);
        LOG.info("{} listening sockets taken from the process before", taken.size());
        given.tryComplete();
    }

    private void ended() {
        given.tryFail("the process before has gone");
        left.tryFail("the process before does not answer");
        gone.tryComplete();
    }

    /** Whether the process before has given up, or is gone. */
    public boolean isLost() {
        return gone.future().isComplete();
    }

    /** Completes when nothing of the process before is bound any more. */
    public Future<Void> gone() {
        return gone.future();
    }

    /**
     * Begins to accept, and tells the process before, which drains then. It fails when that does not answer; both serve
     * in that case.
     */
    public Future<Void> serve() {
        List<InetSocketAddress> kept = sockets.serve();
        connection.say(HandoverLines.line(HandoverLines.SERVING, kept));
        return left.future();
    }

    /** Gives all back; the process before goes on. */
    public void abandon() {
        sockets.giveUp();
        connection.close();
    }
}
