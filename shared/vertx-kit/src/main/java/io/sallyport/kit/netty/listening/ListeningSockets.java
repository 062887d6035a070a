package io.sallyport.kit.netty.listening;

import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP sockets that a process listens on, by the address that was asked for. On a transport that does not tell there are
 * none. Guard: concurrent maps.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the end is heard of by the close of the channel
public final class ListeningSockets {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningSockets.class);

    /** Bound by this process or taken by it, and serving. */
    private final Map<InetSocketAddress, ServerChannel> open = new ConcurrentHashMap<>();

    /** Of another process, and not asked for yet. */
    private final Map<InetSocketAddress, FileDescriptor> taken = new ConcurrentHashMap<>();

    /** Asked for, and accepting nobody yet. */
    private final List<TakenChannel> held = new ArrayList<>();

    /** Taken, and asked for. */
    private final List<InetSocketAddress> asked = new ArrayList<>();

    private volatile boolean hasTaken;

    ListeningSockets() {}

    /** Those of a process. */
    public static ListeningSockets of(Vertx vertx) {
        return ((VertxInternal) vertx).transport() instanceof Listening transport
                ? transport.sockets()
                : new ListeningSockets();
    }

    void bound(InetSocketAddress asked, ServerChannel channel) {
        InetSocketAddress address = asked.getPort() != 0 ? asked : (InetSocketAddress) channel.localAddress();
        open.put(address, channel);
        channel.closeFuture().addListener(closed -> open.remove(address, channel));
    }

    /** Where it listens. */
    public Collection<InetSocketAddress> addresses() {
        return List.copyOf(open.keySet());
    }

    /**
     * Closes sockets without losing anybody: nobody new is let in, who has come already is accepted, then they are closed.
     * Servers and their connections stay. Completes when all are closed, within seconds.
     */
    public Future<Void> retire(Collection<InetSocketAddress> addresses) {
        List<Future<Void>> retiring = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            ServerChannel channel = open.get(address);
            if (channel != null) {
                retiring.add(Retirement.of(channel));
            }
        }
        return Future.join(retiring).otherwiseEmpty().mapEmpty();
    }

    /**
     * Closes sockets that another process has as well: who waits in their queues waits for that one.
     */
    public void leave(Collection<InetSocketAddress> addresses) {
        addresses.forEach(address -> {
            ServerChannel channel = open.get(address);
            if (channel != null) {
                channel.close();
            }
        });
    }

    /** What another process may be given of these addresses: those that are open here. */
    public Map<InetSocketAddress, FileDescriptor> descriptors(Collection<InetSocketAddress> addresses) {
        Map<InetSocketAddress, FileDescriptor> found = new HashMap<>();
        addresses.forEach(address -> {
            if (open.get(address) instanceof EpollServerSocketChannel channel) {
                found.put(address, channel.fd());
            }
        });
        return found;
    }

    /** Keeps sockets of another process; who asks for one of these addresses from now on gets it, and accepts nobody yet. */
    public synchronized void take(Map<InetSocketAddress, FileDescriptor> sockets) {
        taken.putAll(sockets);
        hasTaken = true;
    }

    boolean hasTaken() {
        return hasTaken;
    }

    /** The descriptor for an address; {@code null} for none. */
    @Nullable
    FileDescriptor takenFor(InetSocketAddress address) {
        FileDescriptor descriptor = taken.remove(address);
        if (descriptor != null) {
            asked.add(address);
        }
        return descriptor;
    }

    synchronized void hold(TakenChannel channel) {
        if (hasTaken) {
            held.add(channel);
        } else {
            channel.serve();
        }
    }

    /**
     * Begins to accept on what was asked for, and gives back what nobody has asked for.
     *
     * @return of those that were taken, the ones that are listened on
     */
    synchronized List<InetSocketAddress> serve() {
        List<InetSocketAddress> kept = new ArrayList<>(asked);
        asked.clear();
        held.forEach(TakenChannel::serve);
        held.clear();
        taken.forEach((address, descriptor) -> {
            LOG.info("{} is not listened on any more", address);
            close(descriptor);
        });
        taken.clear();
        hasTaken = false;
        return kept;
    }

    /** Gives back all that was taken. */
    synchronized void giveUp() {
        taken.values().forEach(ListeningSockets::close);
        taken.clear();
    }

    static void close(FileDescriptor descriptor) {
        try {
            descriptor.close();
        } catch (IOException e) {
            LOG.debug("closing {}", descriptor, e);
        }
    }
}
