package io.sallyport.edge;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.Suspect;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.routing.circuit.Circuits;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EjectionRules;
import io.sallyport.routing.engine.EndpointView;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts an endpoint on trial here once most other edges leave it out: the next request to it decides. Only news counts: a
 * suspicion that goes on does not undo what this edge has found by itself. Owner: the context that opened it.
 */
final class SuspectWatch implements AutoCloseable {
    private final Circuits circuits;
    private final Supplier<SnapshotSet> snapshots;
    private final MessageConsumer<HealthReport> consumer;
    private List<Suspect> known = List.of();

    /** @param snapshots what is in force; gives {@code null} before the first */
    SuspectWatch(Vertx vertx, Circuits circuits, Supplier<SnapshotSet> snapshots) {
        this.circuits = circuits;
        this.snapshots = snapshots;
        this.consumer = vertx.eventBus().consumer(Addresses.ENDPOINT_HEALTH);
        consumer.handler(message -> heard(message.body().suspects()));
    }

    private void heard(List<Suspect> suspects) {
        List<Suspect> before = known;
        known = suspects;
        SnapshotSet current = snapshots.get();
        if (current == null) {
            return;
        }
        for (Suspect suspect : suspects) {
            if (before.stream().noneMatch(suspect::isSameAs)) {
                current.routes().clusters().stream()
                        .filter(cluster -> cluster.name().equals(suspect.cluster()))
                        .forEach(cluster -> suspect(cluster, suspect.endpoint()));
            }
        }
    }

    private void suspect(ClusterView cluster, String url) {
        EjectionRules rules = cluster.rules().ejection();
        for (EndpointView endpoint : cluster.endpoints()) {
            if (rules != null && endpoint.url().equals(url)) {
                circuits.of(endpoint).suspected(rules, cluster.endpoints().size(), System.nanoTime());
            }
        }
    }

    @Override
    public void close() {
        consumer.unregister();
    }
}
