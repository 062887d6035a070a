package io.sallyport.logs.fleet;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.logs.fleet.ServerState.CanaryRole;
import io.sallyport.logs.fleet.ServerState.Health;
import io.sallyport.logs.servers.ServerAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of each server that routes or probes name. Pure. */
public final class ServerStates {
    private final FleetFacts facts;
    private final Instant now;
    private final EdgeView edges;
    private final @Nullable CanaryRoles canaries;
    private final Map<String, EndpointHealth> healths = new HashMap<>();
    private final TreeMap<String, ServerState> byId = new TreeMap<>();

    private ServerStates(FleetFacts facts, Instant now) {
        this.facts = facts;
        this.now = now;
        this.edges = EdgeView.of(facts.edges());
        this.canaries = facts.table() == null ? null : CanaryRoles.of(facts.table(), facts.canaries());
        facts.health()
                .endpoints()
                .forEach(health -> healths.put(ServerAddress.id(health.cluster(), health.endpoint()), health));
    }

    /** By id, sorted. Before there are routes those that probes name count as configured. */
    public static Map<String, ServerState> of(FleetFacts facts, Instant now) {
        ServerStates states = new ServerStates(facts, now);
        states.gather();
        return states.byId;
    }

    private void gather() {
        if (facts.routes() == null) {
            facts.health()
                    .endpoints()
                    .forEach(health -> add(health.cluster(), new EndpointDocument(health.endpoint(), null)));
            return;
        }
        for (ClusterDocument cluster : facts.routes().document().clusters()) {
            for (EndpointDocument endpoint : cluster.endpoints()) {
                add(cluster.name(), endpoint);
            }
        }
    }

    private void add(String cluster, EndpointDocument endpoint) {
        String id = ServerAddress.id(cluster, endpoint.url());
        byId.put(id, state(id, cluster, endpoint, healths.get(id)));
    }

    private ServerState state(String id, String cluster, EndpointDocument endpoint, @Nullable EndpointHealth health) {
        String url = endpoint.url();
        Optional<ServerLink> link = health == null ? Optional.empty() : health.link();
        Optional<ServerLink> spoken = link.or(() -> edges.link(cluster, url));
        return new ServerState(
                id,
                cluster,
                url,
                true,
                endpoint.weight(),
                endpoint.priority(),
                health == null ? endpoint.version() : health.version(),
                health != null && health.discovered(),
                health == null ? Map.of() : health.facts(),
                health == null ? Health.UNKNOWN : health(health),
                spoken.map(ServerLink::protocol).orElse(""),
                endpoint.tls(),
                spoken.flatMap(ServerLink::certificate).map(shown -> Certificates.at(shown, now)),
                canaries == null ? CanaryRole.NONE : canaries.of(cluster, url),
                edges.connections(cluster, url),
                edges.ejection(cluster, url, isSuspect(cluster, url)),
                drift(cluster, url));
    }

    private static Health health(EndpointHealth health) {
        String state = health.state().name().toLowerCase(Locale.ROOT);
        return new Health(state, health.reason(), Optional.of(health.since()), Optional.of(health.checkedAt()));
    }

    private boolean isSuspect(String cluster, String url) {
        return facts.health().suspects().stream()
                .anyMatch(suspect ->
                        suspect.cluster().equals(cluster) && suspect.endpoint().equals(url));
    }

    private List<String> drift(String cluster, String url) {
        return facts.health().drifts().stream()
                .filter(drift ->
                        drift.cluster().equals(cluster) && drift.endpoints().contains(url))
                .map(VersionDrift::text)
                .toList();
    }
}
