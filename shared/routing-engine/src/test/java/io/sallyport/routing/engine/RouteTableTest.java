package io.sallyport.routing.engine;

import static io.sallyport.routing.engine.RoutingFixtures.cluster;
import static io.sallyport.routing.engine.RoutingFixtures.health;
import static io.sallyport.routing.engine.RoutingFixtures.pinned;
import static io.sallyport.routing.engine.RoutingFixtures.probed;
import static io.sallyport.routing.engine.RoutingFixtures.report;
import static io.sallyport.routing.engine.RoutingFixtures.request;
import static io.sallyport.routing.engine.RoutingFixtures.route;
import static io.sallyport.routing.engine.RoutingFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.route.CacheRuleDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.balance.Asking;
import io.sallyport.routing.balance.Balancer;
import io.sallyport.routing.balance.Balances;
import io.sallyport.routing.balance.Pick;
import io.sallyport.routing.circuit.Circuits;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static final RouteSnapshot SNAPSHOT =
            snapshot(List.of(probed("c", "1.1", "1.5")), List.of(pinned("r", "c", "1.5")));

    @Test
    void carriesWhatTheEdgeNeedsOfARoute() {
        RouteDocument document = new RouteDocument(
                "r", null, "c", null, new CacheRuleDocument(true), Optional.of(Duration.ofMillis(1500)));
        RouteTable table = RouteTable.compile(snapshot(List.of(cluster("c", "1")), List.of(document)));

        assertThat(table.generation()).isEqualTo(7);
        RouteView view = table.routes().get(0);
        assertThat(view.name()).isEqualTo("r");
        assertThat(view.cluster()).isEqualTo("c");
        assertThat(view.cache().enabled()).isTrue();
        assertThat(view.headTimeoutMillis()).isEqualTo(1500);
        assertThat(view.retry()).isEqualTo(RetryRules.USUAL);
    }

    @Test
    void staysItselfWhenAReportChangesNothing() {
        RouteTable table = RouteTable.compile(SNAPSHOT, report(health("c", 0, State.HEALTHY, "1.1")));

        assertThat(table.with(report(health("c", 0, State.HEALTHY, "1.1")))).isSameAs(table);
        assertThat(table.with(report(health("c", 0, State.UNHEALTHY, "1.1")))).isNotSameAs(table);
        assertThat(table.with(report(health("c", 0, State.HEALTHY, "1.2")))).isNotSameAs(table);
    }

    @Test
    void ignoresWhatAReportSaysOfUnprobedAndUnknownEndpoints() {
        RouteTable table = RouteTable.compile(
                snapshot(List.of(cluster("c", "1.1")), List.of(route("r", "*", "/", "c"))),
                report(health("c", 0, State.UNHEALTHY, "9"), health("gone", 3, State.UNHEALTHY, "9")));

        EndpointView endpoint = table.clusters().get(0).endpoints().get(0);
        assertThat(endpoint.isAvailable()).isTrue();
        assertThat(endpoint.version()).isEqualTo("1.1");
    }

    @Test
    void resolvesAndPicksWithoutAllocation() {
        RouteTable table = RouteTable.compile(SNAPSHOT);
        Balances balances = new Balances(new Circuits((cluster, url, change) -> {}), new SplittableRandom(1), 0);
        RequestFacts facts = request("a.shop.example.org", "/api/v1/articles/17", "Accept", "*/*", "X-Version", "1.1");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(table, balances, facts, 20_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        run(table, balances, facts, 100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes for 100000 decisions").isLessThan(100_000);
    }

    private static void run(RouteTable table, Balances balances, RequestFacts facts, int times) {
        for (int i = 0; i < times; i++) {
            Resolution.Forward forward = (Resolution.Forward) table.resolve(facts);
            Pick pick = Balancer.pick(forward.track(), balances.of(forward.track()), Asking.ANYTHING, 0);
            if (pick.kind() != Pick.Kind.CHOSEN) {
                throw new AssertionError(pick);
            }
        }
    }
}
