package io.sallyport.routing.engine;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A health report by endpoint. */
final class EndpointStates {
    private record Key(String cluster, String url) {}

    private final Map<Key, EndpointHealth> byEndpoint = new HashMap<>();

    EndpointStates(HealthReport report) {
        for (EndpointHealth health : report.endpoints()) {
            byEndpoint.put(new Key(health.cluster(), health.endpoint()), health);
        }
    }

    List<EndpointView> views(ClusterDocument cluster) {
        return cluster.endpoints().stream()
                .map(endpoint -> view(cluster, endpoint))
                .toList();
    }

    /**
     * The document decides what a report may say: after a reload that drops a probe, an old report must not keep an
     * endpoint out, nor rename its version.
     */
    private EndpointView view(ClusterDocument cluster, EndpointDocument endpoint) {
        EndpointHealth health = byEndpoint.get(new Key(cluster.name(), endpoint.url()));
        return new EndpointView(
                cluster.name(),
                endpoint.url(),
                endpoint.host(),
                endpoint.port(),
                health == null || cluster.info().isEmpty() ? endpoint.version() : health.version(),
                health == null || cluster.health().isEmpty() ? EndpointHealth.State.UNKNOWN : health.state(),
                Transport.of(cluster, endpoint),
                endpoint.weight(),
                endpoint.priority());
    }
}
