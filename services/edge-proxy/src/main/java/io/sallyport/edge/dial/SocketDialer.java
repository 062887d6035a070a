package io.sallyport.edge.dial;

import io.sallyport.contract.settings.ResolverConfig;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.http.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens sockets to addresses that others have checked. One for each loop. Owner: the loop's thread. */
public final class SocketDialer {
    private final Vertx vertx;
    private final int connectMillis;
    private final ResolverConfig resolver;
    private final NetClient client;
    private final Map<IpAddress, NetClient> sources = new HashMap<>();

    public SocketDialer(Vertx vertx, UpstreamConfig upstream, ResolverConfig resolver) {
        this.vertx = vertx;
        this.connectMillis = (int) upstream.connectTimeout().toMillis();
        this.resolver = resolver;
        this.client = vertx.createNetClient(options());
    }

    private NetClientOptions options() {
        return new NetClientOptions().setConnectTimeout(connectMillis);
    }

    /** To the first of the addresses that accepts. */
    Race to(List<IpAddress> addresses, int port) {
        return race(client, addresses, port);
    }

    /** The same from an address of this machine; the addresses are of its family. */
    Race from(IpAddress source, List<IpAddress> addresses, int port) {
        NetClient bound = sources.computeIfAbsent(
                source, from -> vertx.createNetClient(options().setLocalAddress(from.toString())));
        return race(bound, addresses, port);
    }

    /** To a host of our own, found by Vert.x when it is a name. */
    Future<NetSocket> to(String host, int port) {
        return client.connect(SocketAddress.inetSocketAddress(port, host));
    }

    private Race race(NetClient from, List<IpAddress> addresses, int port) {
        return Race.start(
                AddressOrder.of(addresses),
                address -> from.connect(SocketAddress.inetSocketAddress(port, address.toString())),
                this::headStart);
    }

    private Runnable headStart(Runnable step) {
        long timer = vertx.setTimer(Math.max(1, resolver.delay().toMillis()), over -> step.run());
        return () -> vertx.cancelTimer(timer);
    }

    Vertx vertx() {
        return vertx;
    }

    int connectMillis() {
        return connectMillis;
    }

    /** Forgets what dials from addresses that no exit has any more. */
    public void retain(Set<IpAddress> wanted) {
        sources.entrySet().removeIf(each -> {
            boolean gone = !wanted.contains(each.getKey());
            if (gone) {
                each.getValue().close();
            }
            return gone;
        });
    }
}
