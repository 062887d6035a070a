package io.sallyport.bench;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.balance.Asking;
import io.sallyport.routing.balance.Balancer;
import io.sallyport.routing.balance.Balances;
import io.sallyport.routing.balance.Pick;
import io.sallyport.routing.circuit.Circuits;
import io.sallyport.routing.engine.Resolution;
import io.sallyport.routing.engine.RouteTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Route and endpoint of a request: 50 hosts with two paths each, three endpoints of two versions in each cluster. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoutingBenchmark {
    private static final int HOSTS = 50;

    private final RouteTable table = RouteTable.compile(new RouteSnapshot(1, "", Instant.EPOCH, document()));
    private final Balances balances =
            new Balances(new Circuits((cluster, url, change) -> {}), new SplittableRandom(1), 0);
    private final RequestFacts usual = Requests.get("shop17.example", "/api/orders/1234");
    private final RequestFacts pinned = Requests.get("shop17.example", "/api/orders/1234", "X-Version", "1.1");

    @Benchmark
    public Pick resolveAndPick() {
        return pick(usual);
    }

    @Benchmark
    public Pick resolveAndPickByVersion() {
        return pick(pinned);
    }

    private Pick pick(RequestFacts facts) {
        Resolution.Forward forward = (Resolution.Forward) table.resolve(facts);
        return Balancer.pick(forward.track(), balances.of(forward.track()), Asking.ANYTHING, System.nanoTime());
    }

    private static RoutesDocument document() {
        List<ClusterDocument> clusters = new ArrayList<>();
        List<RouteDocument> routes = new ArrayList<>();
        for (int i = 0; i < HOSTS; i++) {
            clusters.add(cluster("shop" + i, i));
            routes.add(route("shop" + i, i, "/"));
            routes.add(route("api" + i, i, "/api"));
        }
        return new RoutesDocument(clusters, routes);
    }

    private static ClusterDocument cluster(String name, int number) {
        String host = "http://192.0.2." + (number + 1);
        List<EndpointDocument> endpoints = List.of(
                new EndpointDocument(host + ":9101", "1.1"),
                new EndpointDocument(host + ":9102", "1.5"),
                new EndpointDocument(host + ":9103", "1.5"));
        return new ClusterDocument(name, null, endpoints, Optional.empty(), Optional.empty());
    }

    private static RouteDocument route(String name, int number, String path) {
        MatchDocument match = new MatchDocument("shop" + number + ".example", path);
        return new RouteDocument(
                name, match, "shop" + number, Optional.of(new VersionsDocument(null, "1.5")), null, Optional.empty());
    }
}
