package io.sallyport.edge;

import io.sallyport.contract.health.ServerLink;
import io.sallyport.edge.pool.OriginAddress;
import io.sallyport.edge.pool.PoolLink;
import io.sallyport.kit.certificate.ShownCertificate;
import io.sallyport.routing.engine.RouteTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the last connection to each endpoint spoke, also when it has ended long ago. A certificate is read once, not for each report.
 * Owner: the context of the reporter.
 */
final class EndpointLinks {
    private record Known(PoolLink seen, ServerLink told) {}

    private final Map<OriginAddress, Known> byAddress = new HashMap<>();

    /** The addresses of all endpoints of a table. */
    static Set<OriginAddress> addresses(RouteTable table) {
        return table.clusters().stream()
                .flatMap(cluster -> cluster.endpoints().stream())
                .map(OriginAddress::of)
                .collect(Collectors.toSet());
    }

    /** @param seen what the pools say now; {@code null} for nothing new */
    Optional<ServerLink> of(OriginAddress address, PoolLink seen) {
        Known known = byAddress.get(address);
        if (seen != null && (known == null || known.seen() != seen)) {
            known = new Known(seen, told(seen));
            byAddress.put(address, known);
        }
        return Optional.ofNullable(known).map(Known::told);
    }

    private static ServerLink told(PoolLink seen) {
        return new ServerLink(seen.protocol(), seen.tls(), ShownCertificate.of(seen.chain()));
    }

    /** Forgets what no table names any more. */
    void retain(RouteTable table) {
        byAddress.keySet().retainAll(addresses(table));
    }
}
