package io.sallyport.edge.dial;

import io.sallyport.edge.pool.Passage;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.exit.ExitWay;
import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Set;

/** From an address of this machine to the first of checked addresses that accepts. */
record SourcePassage(WayDialer dialer, ExitWay way, Set<IpAddress> addresses, int port) implements Passage {
    @Override
    public Future<NetSocket> connect() {
        return dialer.from(way, List.copyOf(addresses), port).connection();
    }
}
