package io.sallyport.routing.engine;

import static io.sallyport.routing.engine.RoutingFixtures.health;
import static io.sallyport.routing.engine.RoutingFixtures.probed;
import static io.sallyport.routing.engine.RoutingFixtures.report;
import static io.sallyport.routing.engine.RoutingFixtures.route;
import static io.sallyport.routing.engine.RoutingFixtures.snapshot;
import static io.sallyport.routing.engine.RoutingFixtures.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.HealthReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalancerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void sharesExactly(int endpoints) {
        Track track = track(endpoints, report());
        Cursor cursor = new Cursor(3);
        Map<String, Integer> hits = new HashMap<>();

        for (int i = 0; i < endpoints * 1000; i++) {
            hits.merge(chosen(Balancer.pick(track, cursor)), 1, Integer::sum);
        }

        assertThat(hits)
                .hasSize(endpoints)
                .allSatisfy((url, count) -> assertThat(count).isEqualTo(1000));
    }

    @Test
    void goesInDocumentOrder() {
        Track track = track(3, report());
        Cursor cursor = new Cursor(0);

        assertThat(List.of(
                        chosen(Balancer.pick(track, cursor)),
                        chosen(Balancer.pick(track, cursor)),
                        chosen(Balancer.pick(track, cursor)),
                        chosen(Balancer.pick(track, cursor))))
                .containsExactly(url(0), url(1), url(2), url(0));
    }

    @Test
    void sharesTheLoadOfAnUnhealthyEndpointEvenly() {
        Track track = track(4, report(health("c", 1, State.UNHEALTHY, "")));
        Cursor cursor = new Cursor(0);
        Map<String, Integer> hits = new HashMap<>();

        for (int i = 0; i < 3000; i++) {
            hits.merge(chosen(Balancer.pick(track, cursor)), 1, Integer::sum);
        }

        assertThat(hits).isEqualTo(Map.of(url(0), 1000, url(2), 1000, url(3), 1000));
    }

    @Test
    void countsThoseThatAreOut() {
        Track track = track(2, report(health("c", 0, State.UNHEALTHY, ""), health("c", 1, State.UNHEALTHY, "")));

        assertThat(Balancer.pick(track, new Cursor(0))).isEqualTo(new Pick.NoneHealthy(2, 2));
        assertThat(Balancer.pick(track, new Cursor(0), endpoint -> false)).isEqualTo(new Pick.NoneHealthy(2, 2));
    }

    @Test
    void triesEveryOtherEndpointOnceAndThenSaysSo() {
        Track track = track(4, report(health("c", 2, State.UNHEALTHY, "")));
        Cursor cursor = new Cursor(1);
        Set<EndpointView> tried = new HashSet<>();

        for (int i = 0; i < 3; i++) {
            tried.add(((Pick.Chosen) Balancer.pick(track, cursor, tried::contains)).endpoint());
        }

        assertThat(tried).extracting(EndpointView::url).containsExactlyInAnyOrder(url(0), url(1), url(3));
        assertThat(Balancer.pick(track, cursor, tried::contains)).isEqualTo(new Pick.AllTried(3));
    }

    @Test
    void survivesTheOverflowOfItsCounter() {
        Track track = track(3, report());
        Cursor cursor = new Cursor(-2);
        Set<String> hits = new HashSet<>();

        for (int i = 0; i < 6; i++) {
            hits.add(chosen(Balancer.pick(track, cursor)));
        }

        assertThat(hits).hasSize(3);
    }

    @Test
    void goesOnWhereItWasAfterAChangeOfHealth() {
        Cursors cursors = new Cursors(0);
        Track before = track(3, report());
        Balancer.pick(before, cursors.of(before));

        Track after = track(3, report(health("c", 2, State.UNHEALTHY, "")));

        assertThat(chosen(Balancer.pick(after, cursors.of(after)))).isEqualTo(url(1));
    }

    @Test
    void forgetsTheCursorsOfTracksThatAreGone() {
        Cursors cursors = new Cursors(0);
        RouteTable first = table(2, report(health("c", 0, State.HEALTHY, "1"), health("c", 1, State.HEALTHY, "2")));
        ClusterView cluster = first.clusters().get(0);
        cursors.of(cluster.every());
        cursors.of(cluster.track("1"));
        cursors.of(cluster.track("2"));

        cursors.retain(table(2, report(health("c", 0, State.HEALTHY, "2"), health("c", 1, State.HEALTHY, "2"))));

        assertThat(cursors.size()).isEqualTo(2);
    }

    private static Track track(int endpoints, HealthReport report) {
        return table(endpoints, report).clusters().get(0).every();
    }

    private static RouteTable table(int endpoints, HealthReport report) {
        String[] labels = new String[endpoints];
        java.util.Arrays.fill(labels, "");
        return RouteTable.compile(snapshot(List.of(probed("c", labels)), List.of(route("r", "*", "/", "c"))), report);
    }

    private static String chosen(Pick pick) {
        return ((Pick.Chosen) pick).endpoint().url();
    }
}
