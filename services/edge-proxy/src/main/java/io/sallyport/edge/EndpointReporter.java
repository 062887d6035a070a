package io.sallyport.edge;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.edge.pool.OriginAddress;
import io.sallyport.edge.pool.PoolFigure;
import io.sallyport.edge.upstream.BalanceFigures;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.routing.balance.LoadFigure;
import io.sallyport.routing.circuit.CircuitState;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.RouteTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells on the bus how endpoints fare in this edge's traffic: every two seconds, and as soon as passive health changes.
 * Also forgets the circuits that a new table does not have. Owner: the context that opened it.
 */
final class EndpointReporter implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;
    private static final int LOOKS_PER_REPORT = 10;

    private static final String EJECTED = "sallyport_ejected_endpoints";
    private static final String EJECTED_HELP = "Endpoints left out at the moment, because requests to them failed";

    private record Key(String cluster, String url) {}

    private final ServiceEnvironment environment;
    private final String instance;
    private final EdgeParts parts;
    private final Metrics metrics;
    private final Supplier<Stream<LoadFigure>> loads;
    private final Supplier<Stream<Map<OriginAddress, PoolFigure>>> pools;
    private final EndpointLinks links = new EndpointLinks();
    private final long timer;
    private RouteTable seen;
    private RouteTable settled;
    private int looks;

    /**
     * @param loads of all loops, as of the last second
     * @param pools likewise
     */
    EndpointReporter(
            ServiceEnvironment environment,
            String instance,
            EdgeParts parts,
            Metrics metrics,
            Supplier<Stream<LoadFigure>> loads,
            Supplier<Stream<Map<OriginAddress, PoolFigure>>> pools) {
        this.environment = environment;
        this.instance = instance;
        this.parts = parts;
        this.metrics = metrics;
        metrics.announceGauge(EJECTED, EJECTED_HELP);
        this.loads = loads;
        this.pools = pools;
        this.timer = environment.vertx().setPeriodic(LOOK_MILLIS, tick -> look());
    }

    private void look() {
        var current = parts.snapshots().current();
        if (current == null) {
            return;
        }
        follow(current.routes());
        looks++;
        BalanceFigures balancing = parts.balancing();
        if (balancing.takeChange() || looks >= LOOKS_PER_REPORT) {
            looks = 0;
            environment.vertx().eventBus().publish(Addresses.ENDPOINT_REPORT, report(current.routes()));
        }
    }

    /** A table counts when two looks have found it, so that no loop still asks by the one before. */
    private void follow(RouteTable table) {
        if (table == seen && table != settled) {
            settled = table;
            parts.circuits().retain(table);
            links.retain(table);
            table.clusters().stream()
                    .filter(cluster -> cluster.rules().ejection() != null)
                    .forEach(cluster -> gauge(cluster.name()));
        }
        seen = table;
    }

    private void gauge(String cluster) {
        metrics.gauge(EJECTED, EJECTED_HELP, () -> parts.circuits().out(cluster), "cluster", cluster);
    }

    private EndpointReport report(RouteTable table) {
        Map<Key, List<LoadFigure>> byEndpoint = new HashMap<>();
        loads.get()
                .forEach(load -> byEndpoint
                        .computeIfAbsent(new Key(load.cluster(), load.url()), key -> new ArrayList<>())
                        .add(load));
        Map<OriginAddress, PoolFigure> held = new HashMap<>();
        pools.get().forEach(loop -> loop.forEach((address, pool) -> held.merge(address, pool, PoolFigure::plus)));
        List<EndpointUse> uses = new ArrayList<>();
        for (ClusterView cluster : table.clusters()) {
            for (EndpointView endpoint : cluster.endpoints()) {
                Key key = new Key(cluster.name(), endpoint.url());
                PoolFigure pool = held.getOrDefault(OriginAddress.of(endpoint), PoolFigure.NONE);
                uses.add(use(endpoint, state(cluster, endpoint), byEndpoint.getOrDefault(key, List.of()), pool));
            }
        }
        return new EndpointReport(instance, table.generation(), uses);
    }

    private CircuitState state(ClusterView cluster, EndpointView endpoint) {
        return cluster.rules().ejection() == null
                ? CircuitState.FRESH
                : parts.circuits().of(endpoint).state();
    }

    private EndpointUse use(EndpointView endpoint, CircuitState state, List<LoadFigure> figures, PoolFigure pool) {
        long now = System.nanoTime();
        boolean out = state.phase() == CircuitState.Phase.OUT && !state.isDue(now);
        Instant until = environment.clock().instant().plusNanos(state.untilNanos() - now);
        return new EndpointUse(
                endpoint.cluster(),
                endpoint.url(),
                state.isIn() ? EndpointUse.State.IN : out ? EndpointUse.State.EJECTED : EndpointUse.State.TRIAL,
                out ? Optional.of(until) : Optional.empty(),
                state.inRow(),
                state.ejections(),
                figures.stream().mapToInt(LoadFigure::underWay).sum(),
                latencyMicros(figures),
                pool.counts(),
                links.of(OriginAddress.of(endpoint), pool.link()));
    }

    /** The mean over the loops that have an average. */
    private static long latencyMicros(List<LoadFigure> figures) {
        return (long) figures.stream()
                        .mapToLong(LoadFigure::latencyNanos)
                        .filter(nanos -> nanos > 0)
                        .average()
                        .orElse(0)
                / 1000;
    }

    @Override
    public void close() {
        environment.vertx().cancelTimer(timer);
    }
}
