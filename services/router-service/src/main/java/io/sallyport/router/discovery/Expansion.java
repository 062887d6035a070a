package io.sallyport.router.discovery;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts an endpoint for each address in the place of an endpoint that is a name. Where no address is known the endpoint
 * stays as it is written, and each connection looks the name up by itself.
 */
final class Expansion {
    private Expansion() {}

    /** Names of endpoints that are looked up. */
    static Set<String> names(RoutesDocument document) {
        Set<String> names = new TreeSet<>();
        document.clusters().stream()
                .flatMap(cluster -> cluster.endpoints().stream())
                .filter(EndpointDocument::dns)
                .forEach(endpoint -> names.add(endpoint.host()));
        return names;
    }

    /** @param addresses of names, as text, in an order that only a change of them changes */
    static RoutesDocument of(RoutesDocument document, Map<String, List<String>> addresses) {
        if (names(document).isEmpty()) {
            return document;
        }
        List<ClusterDocument> clusters = document.clusters().stream()
                .map(cluster -> expand(cluster, addresses))
                .toList();
        return new RoutesDocument(clusters, document.routes());
    }

    private static ClusterDocument expand(ClusterDocument cluster, Map<String, List<String>> addresses) {
        Map<String, EndpointDocument> endpoints = new LinkedHashMap<>();
        for (EndpointDocument endpoint : cluster.endpoints()) {
            List<String> found = endpoint.dns() ? addresses.getOrDefault(endpoint.host(), List.of()) : List.of();
            if (found.isEmpty()) {
                endpoints.putIfAbsent(endpoint.url(), endpoint);
            }
            found.forEach(address -> {
                EndpointDocument one = at(endpoint, address);
                endpoints.putIfAbsent(one.url(), one);
            });
        }
        return new ClusterDocument(
                cluster.name(),
                cluster.balance(),
                cluster.hash(),
                cluster.slowStart(),
                List.copyOf(endpoints.values()),
                cluster.protocol(),
                trust(cluster),
                cluster.proxyProtocol(),
                cluster.health(),
                cluster.info(),
                cluster.ejection(),
                cluster.panic(),
                cluster.limits());
    }

    private static EndpointDocument at(EndpointDocument endpoint, String address) {
        String host = address.indexOf(':') < 0 ? address : '[' + address + ']';
        String url = (endpoint.tls() ? "https://" : "http://") + host + ':' + endpoint.port();
        return new EndpointDocument(url, endpoint.version(), endpoint.weight(), endpoint.priority());
    }

    /** A certificate holds the name and not the addresses. */
    private static Optional<UpstreamTlsDocument> trust(ClusterDocument cluster) {
        Optional<String> name = cluster.endpoints().stream()
                .filter(endpoint -> endpoint.dns() && endpoint.tls())
                .map(EndpointDocument::host)
                .findFirst();
        UpstreamTlsDocument written = cluster.tls().orElse(null);
        if (name.isEmpty() || (written != null && !written.serverName().isEmpty())) {
            return cluster.tls();
        }
        return Optional.of(
                written == null
                        ? new UpstreamTlsDocument(null, null, name.get(), null, null)
                        : new UpstreamTlsDocument(
                                written.ca(), written.verify(), name.get(), written.cert(), written.key()));
    }
}
