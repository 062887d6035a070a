package io.sallyport.router.health;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.sallyport.contract.route.ClusterDocument.ProxyProtocol;
import io.sallyport.routing.engine.Transport;
import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of one endpoint.
 *
 * @param transport how it is spoken to; probes speak as the edges do
 */
record ProbeTarget(
        String cluster,
        EndpointDocument endpoint,
        Transport transport,
        Optional<HealthDocument> health,
        Optional<InfoDocument> info) {
    /** What stays the same when the probe's settings change. */
    record Key(String cluster, String url) {}

    /** How often the version is asked for in a cluster without a health probe, and how long an answer may take. */
    private static final HealthDocument PACE = new HealthDocument(null, null, null, null, null);

    static ProbeTarget of(ClusterDocument cluster, EndpointDocument endpoint) {
        return new ProbeTarget(
                cluster.name(), endpoint, Transport.of(cluster, endpoint), cluster.health(), cluster.info());
    }

    Key key() {
        return new Key(cluster, endpoint.url());
    }

    boolean isProbed() {
        return health.isPresent() || info.isPresent();
    }

    HealthDocument pace() {
        return health.orElse(PACE);
    }

    Duration timeout() {
        return pace().timeout();
    }

    /** The port that is asked, which may belong to another entrance of the same server. */
    int port() {
        return pace().port() == 0 ? endpoint.port() : pace().port();
    }

    /** What is said at the start of a connection; another entrance than the endpoint's own expects nothing. */
    ProxyProtocol announcing() {
        return port() == endpoint.port() ? transport.proxyProtocol() : ProxyProtocol.NONE;
    }

    /** The Host to ask for: as the document says, else the endpoint's own. */
    String host() {
        String configured = pace().host();
        if (!configured.isEmpty()) {
            return configured;
        }
        String host = endpoint.host();
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        boolean usual = port() == (endpoint.tls() ? 443 : 80);
        return usual ? bracketed : bracketed + ":" + port();
    }
}
