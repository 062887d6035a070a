package io.sallyport.routing.balance;

import io.sallyport.contract.Share;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.Balance;
import io.sallyport.contract.route.ClusterDocument.EjectionDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointLimitsDocument;
import io.sallyport.contract.route.ClusterDocument.HashDocument;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.routing.circuit.Circuits;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.RouteTable;
import io.sallyport.routing.engine.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One cluster under one event loop, with time and chance in the hands of the test. */
final class Bench {
    private static final Instant THEN = Instant.parse("2026-11-23T12:00:00Z");
    private static final long SEED = 20_261_126;

    final Circuits circuits = new Circuits((cluster, url, change) -> {});
    final Balances balances = new Balances(circuits, new SplittableRandom(SEED), 0);
    private final List<EndpointDocument> endpoints = new ArrayList<>();
    private final Set<Integer> down = new HashSet<>();
    private Balance balance = Balance.ROUND_ROBIN;
    private HashDocument hash;
    private Duration slowStart;
    private EjectionDocument ejection;
    private Share panic;
    private EndpointLimitsDocument limits;
    private Track track;
    long nowNanos = 1_000_000_000_000L;

    static Bench of(Balance balance) {
        Bench bench = new Bench();
        bench.balance = balance;
        return bench;
    }

    /** With one endpoint of each weight. */
    static Bench of(Balance balance, int... weights) {
        Bench bench = of(balance);
        for (int weight : weights) {
            bench.endpoint(weight, 0);
        }
        return bench.apply();
    }

    Bench endpoint(int weight, int priority) {
        endpoints.add(new EndpointDocument(url(endpoints.size()), "", weight, priority));
        return this;
    }

    Bench without(int index) {
        endpoints.removeIf(endpoint -> endpoint.url().equals(url(index)));
        return apply();
    }

    Bench hash(HashDocument document) {
        hash = document;
        return this;
    }

    Bench slowStart(Duration time) {
        slowStart = time;
        return this;
    }

    Bench ejection(EjectionDocument document) {
        ejection = document;
        return this;
    }

    Bench panic(double share) {
        panic = new Share(share);
        return this;
    }

    Bench requests(int most) {
        limits = new EndpointLimitsDocument(null, null, Optional.of(most));
        return this;
    }

    /** Probes find these down, and the others up. */
    Bench down(Integer... indices) {
        down.clear();
        down.addAll(List.of(indices));
        return apply();
    }

    /** Puts a table into force that has what was said. */
    Bench apply() {
        ClusterDocument cluster = new ClusterDocument(
                "c",
                balance,
                Optional.ofNullable(hash),
                slowStart,
                endpoints,
                null,
                null,
                null,
                Optional.of(new HealthDocument(null, null, null, null, null)),
                null,
                Optional.ofNullable(ejection),
                panic,
                Optional.ofNullable(limits));
        RouteTable table = RouteTable.compile(
                new RouteSnapshot(1, "", THEN, new RoutesDocument(List.of(cluster), List.of())), report());
        track = table.clusters().get(0).every();
        balances.retain(table, nowNanos);
        return this;
    }

    private HealthReport report() {
        return new HealthReport(
                "router",
                1,
                endpoints.stream()
                        .map(endpoint -> new EndpointHealth(
                                "c", endpoint.url(), state(endpoint.url()), "", "because", THEN, THEN))
                        .toList());
    }

    private EndpointHealth.State state(String url) {
        return down.stream().anyMatch(index -> url(index).equals(url))
                ? EndpointHealth.State.UNHEALTHY
                : EndpointHealth.State.HEALTHY;
    }

    static String url(int index) {
        return "http://127.0.0.1:" + (9001 + index);
    }

    static int index(EndpointView endpoint) {
        return endpoint.port() - 9001;
    }

    void later(Duration time) {
        nowNanos += time.toNanos();
    }

    Pick pick(Asking asking) {
        return Balancer.pick(track, balances.of(track), asking, nowNanos);
    }

    Pick pick() {
        return pick(Asking.ANYTHING);
    }

    /** The pick, which must be an endpoint. */
    Pick.Chosen chosen(Asking asking) {
        Pick pick = pick(asking);
        if (pick instanceof Pick.Chosen chosen) {
            return chosen;
        }
        throw new AssertionError(pick);
    }

    int next() {
        return index(chosen(Asking.ANYTHING).endpoint());
    }

    int byKey(long hash) {
        return index(chosen(new Asking() {
                    @Override
                    public long hash() {
                        return hash;
                    }
                })
                .endpoint());
    }

    EndpointLoad load(int index) {
        return balances.load(track.endpoints().get(index));
    }

    /** How often each endpoint was picked, of so many picks of requests that end at once. */
    Map<Integer, Integer> shares(int picks) {
        Map<Integer, Integer> hits = new TreeMap<>();
        for (int i = 0; i < picks; i++) {
            hits.merge(next(), 1, Integer::sum);
        }
        return hits;
    }

    Track track() {
        return track;
    }
}
