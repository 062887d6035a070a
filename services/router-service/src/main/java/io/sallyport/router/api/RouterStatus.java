package io.sallyport.router.api;

import io.sallyport.contract.Subject;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.snapshot.SnapshotSubscriber;
import io.sallyport.kit.snapshot.StoredSnapshotPublisher;
import io.sallyport.router.discovery.Discovery;
import io.sallyport.router.health.HealthBoard;
import io.sallyport.router.source.RouteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How this instance is. Safe from any thread. */
public final class RouterStatus {
    private final RouteSource source;
    private final Discovery discovery;
    private final StoredSnapshotPublisher<RouteSnapshot> publisher;
    private final SnapshotSubscriber<RouteSnapshot> subscriber;
    private final Supplier<@Nullable RouteSnapshot> inForce;
    private final HealthBoard board;
    private final Supplier<CanaryReport> canaries;

    public RouterStatus(
            RouteSource source,
            Discovery discovery,
            StoredSnapshotPublisher<RouteSnapshot> publisher,
            SnapshotSubscriber<RouteSnapshot> subscriber,
            Supplier<@Nullable RouteSnapshot> inForce,
            HealthBoard board,
            Supplier<CanaryReport> canaries) {
        this.source = source;
        this.discovery = discovery;
        this.publisher = publisher;
        this.subscriber = subscriber;
        this.inForce = inForce;
        this.board = board;
        this.canaries = canaries;
    }

    @Nullable
    RouteSnapshot snapshot() {
        return inForce.get();
    }

    HealthReport health() {
        return board.latest();
    }

    boolean leads() {
        return publisher.leads();
    }

    public Readiness readiness() {
        return subscriber.generation() > 0 ? Readiness.READY : Readiness.notReady(subscriber.problem());
    }

    /** What is degraded, in words; empty when nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        problems.add(source.problem());
        problems.add(discovery.problem());
        problems.add(publisher.problem());
        problems.add(subscriber.problem());
        RouteSnapshot snapshot = snapshot();
        if (snapshot != null) {
            problems.addAll(Outages.of(snapshot, health()));
            problems.addAll(EndedCanaries.of(canaries.get()));
        }
        health().drifts().forEach(drift -> problems.add(drift.text()));
        problems.removeIf(String::isEmpty);
        return problems;
    }

    public Map<String, Long> generations() {
        return Map.of(Subject.ROUTES.token(), subscriber.generation());
    }

    /** Endpoints by state, and whether this instance leads. */
    public Map<String, Long> figures() {
        return Map.of(
                "leads", leads() ? 1L : 0L,
                "healthy", count(EndpointHealth.State.HEALTHY),
                "unhealthy", count(EndpointHealth.State.UNHEALTHY),
                "unknown", count(EndpointHealth.State.UNKNOWN));
    }

    /** Registers the same figures as gauges. */
    public void register(Metrics metrics) {
        for (EndpointHealth.State state : EndpointHealth.State.values()) {
            metrics.gauge(
                    "sallyport_endpoints",
                    "Endpoints by state.",
                    () -> count(state),
                    "state",
                    state.name().toLowerCase(Locale.ROOT));
        }
        for (VersionDrift.Kind kind : VersionDrift.Kind.values()) {
            metrics.gauge(
                    "sallyport_version_drift",
                    "Versions that are not as the routes mean them, for longer than a minute.",
                    () -> count(kind),
                    "kind",
                    kind.name().toLowerCase(Locale.ROOT));
        }
        metrics.gauge("sallyport_router_leads", "Whether this instance publishes and probes.", () -> leads() ? 1 : 0);
    }

    private long count(VersionDrift.Kind kind) {
        return health().drifts().stream().filter(drift -> drift.kind() == kind).count();
    }

    private long count(EndpointHealth.State state) {
        return health().endpoints().stream()
                .filter(endpoint -> endpoint.state() == state)
                .count();
    }
}
