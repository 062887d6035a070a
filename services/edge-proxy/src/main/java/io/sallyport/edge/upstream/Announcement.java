package io.sallyport.edge.upstream;

import io.sallyport.contract.route.ClusterDocument.ProxyProtocol;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.wire.Wire;
import io.sallyport.http.IpAddress;
import io.sallyport.http.announce.ProxyHeader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;

/** Who the client is, as a cluster wants to be told at the start of each connection. */
final class Announcement {
    private static final IpAddress UNKNOWN = IpAddress.of(new byte[4]);

    private Announcement() {}

    /** {@code null} when nothing is to be said. */
    static Buffer of(Exchange exchange, Wire wire) {
        if (wire.announcing() == ProxyProtocol.NONE) {
            return null;
        }
        SocketAddress local = exchange.request().localAddress();
        IpAddress from = exchange.clientAddress();
        int fromPort = exchange.request().remoteAddress().port();
        IpAddress parsed = local == null || local.hostAddress() == null ? null : IpAddress.parse(local.hostAddress());
        IpAddress to = parsed == null ? UNKNOWN : parsed;
        int toPort = local == null ? 0 : local.port();
        return Buffer.buffer(
                wire.announcing() == ProxyProtocol.V1
                        ? ProxyHeader.v1(from, fromPort, to, toPort)
                        : ProxyHeader.v2(from, fromPort, to, toPort));
    }
}
