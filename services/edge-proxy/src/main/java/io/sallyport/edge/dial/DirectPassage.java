package io.sallyport.edge.dial;

import io.sallyport.edge.pool.Passage;
import io.sallyport.http.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Set;

/** To the first of several checked addresses that accepts. The order in which they are tried makes no difference. */
final class DirectPassage implements Passage {
    private final SocketDialer dialer;
    private final List<IpAddress> addresses;
    private final Set<IpAddress> same;
    private final int port;

    DirectPassage(SocketDialer dialer, List<IpAddress> addresses, int port) {
        this.dialer = dialer;
        this.addresses = addresses;
        this.same = Set.copyOf(addresses);
        this.port = port;
    }

    @Override
    public Future<NetSocket> connect() {
        return dialer.to(addresses, port).winner();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DirectPassage direct
                && direct.dialer == dialer
                && direct.port == port
                && direct.same.equals(same);
    }

    @Override
    public int hashCode() {
        return same.hashCode() * 31 + port;
    }
}
