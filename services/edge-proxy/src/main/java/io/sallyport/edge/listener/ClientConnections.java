package io.sallyport.edge.listener;

import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.exchange.Loop;
import io.sallyport.edge.figures.ClientFigures;
import io.sallyport.edge.limit.ClientLimits;
import io.sallyport.edge.limit.Limit;
import io.sallyport.edge.netty.Abort;
import io.sallyport.edge.netty.ReadTimeout;
import io.sallyport.http.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The client connections of one event loop. A connection that brings no complete request head in time, or none for
 * the idle time, is closed; so is one beyond the limit of the whole edge. Owner: the loop's thread.
 */
public final class ClientConnections {
    private static final IpAddress UNKNOWN = IpAddress.of(new byte[4]);

    private static final long IDLE_NANOS = 1_000_000_000;

    private final Loop loop;
    private final ClientLimits limits;
    private final ClientFigures figures;
    private final AtomicInteger openInEdge;
    private final Map<HttpConnection, ClientConnection> open = new IdentityHashMap<>();

    /** {@code null} until a stop is asked for. */
    private Ending ending;

    private record Ending(long lingerNanos, Duration drain) {}

    /** @param figures shared by all loops of the edge */
    public ClientConnections(Loop loop, ClientLimits limits, ClientFigures figures) {
        this.loop = loop;
        this.limits = limits;
        this.figures = figures;
        this.openInEdge = figures.open();
    }

    /** What is counted of a listener. */
    ClientFigures.Of figures(String listener) {
        return figures.of(listener);
    }

    /** One ended before it was one of HTTP. */
    void failed(Throwable cause) {
        HttpLimits.count(cause, limits);
    }

    void opened(HttpConnection connection, FrontProxies front, ClientFigures.Of counted) {
        ReadTimeout.lift(connection);
        if (!front.mayConnect(address(connection.remoteAddress(true)))) {
            counted.stranger();
            Abort.now(connection);
            return;
        }
        IpAddress address = address(connection.remoteAddress());
        boolean shares = !front.isTrusted(address);
        Limit reached = reached(address, shares);
        if (reached != null) {
            limits.hit(reached);
            counted.beyondLimit();
            Abort.now(connection);
            return;
        }
        ClientConnection client = watch(connection, address, shares);
        counted.accepted(client.tls());
    }

    /** The same connection in another protocol; it was counted, and let go of, before. */
    void reopened(HttpConnection connection, FrontProxies front) {
        IpAddress address = address(connection.remoteAddress());
        boolean shares = !front.isTrusted(address);
        if (reached(address, shares) == null) {
            watch(connection, address, shares);
        } else {
            Abort.now(connection);
        }
    }

    /** Counts one more; which limit that is beyond, and then it is not counted; {@code null} for none. */
    private Limit reached(IpAddress address, boolean shares) {
        if (openInEdge.incrementAndGet() > limits.config().connections()) {
            openInEdge.decrementAndGet();
            return Limit.CONNECTIONS;
        }
        if (shares && !limits.shares().take(address)) {
            openInEdge.decrementAndGet();
            return Limit.PER_CLIENT;
        }
        return null;
    }

    private ClientConnection watch(HttpConnection connection, IpAddress address, boolean shares) {
        ClientConnection client = new ClientConnection(connection, address, loop.clock(), limits);
        open.put(connection, client);
        loop.deadlines().add(client);
        HttpLimits.watch(connection, loop.clock(), limits);
        client.whenGone(() -> closed(connection, shares));
        connection.closeHandler(gone -> client.gone());
        if (ending != null) {
            end(client);
        }
        return client;
    }

    private void closed(HttpConnection connection, boolean shares) {
        ClientConnection client = open.remove(connection);
        if (client != null) {
            loop.deadlines().remove(client);
            openInEdge.decrementAndGet();
            if (shares) {
                limits.shares().release(client.address());
            }
        }
    }

    /**
     * Ends each connection when its exchanges are over, and its client has had this time to send what is on its way.
     * Completes when none is left but tunnels and those of HTTP/3, which end by themselves, and the time is over.
     *
     * @param linger time for requests that are on their way
     * @param drain  after which the caller cuts what is left
     */
    public Future<Void> drain(Duration linger, Duration drain) {
        ending = new Ending(linger.toNanos(), drain);
        List.copyOf(open.values()).forEach(this::end);
        return Emptying.watch(loop, linger.toNanos(), () -> underWay().findAny().isEmpty());
    }

    private void end(ClientConnection client) {
        client.end(ending.lingerNanos());
        LastCall.after(loop, client, ending.lingerNanos(), ending.drain());
    }

    /** Requests under way, those of HTTP/3 included. */
    public int exchanges() {
        return open.values().stream()
                .filter(client -> !client.isTunnel())
                .mapToInt(ClientConnection::exchanges)
                .sum();
    }

    /** Ends all that {@link #drain} waits for, at once. */
    public void cut() {
        underWay().toList().forEach(ClientConnection::abort);
    }

    private Stream<ClientConnection> underWay() {
        return open.values().stream().filter(client -> !client.isTunnel() && !client.isHttp3());
    }

    /** Closes connections on which nothing has happened for a second: their memory is wanted. */
    public void closeIdle() {
        List.copyOf(open.values()).forEach(client -> client.closeIfIdle(IDLE_NANOS));
    }

    /** The connection of a request; {@code null} for one that was refused. */
    ClientConnection of(HttpConnection connection) {
        return open.get(connection);
    }

    /** A peer without an address, such as one behind a socket file, counts as nobody. */
    private static IpAddress address(SocketAddress peer) {
        String host = peer.hostAddress();
        IpAddress address = host == null ? null : IpAddress.parse(withoutZone(host));
        return address == null ? UNKNOWN : address;
    }

    /** An IPv6 link-local peer is written {@code fe80::1%eth0}. */
    private static String withoutZone(String host) {
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }
}
