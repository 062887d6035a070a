package io.sallyport.logs.servers;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.logs.servers.ServerView.VersionChange;
import io.sallyport.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTest {
    private static final String ID = "shop@127.0.0.1:9101";

    private final ManualClock clock = ManualClock.standing();
    private final Inventory inventory = new Inventory(clock);

    @Test
    void mergesHealthAndTrafficOfOneServer() {
        inventory.report(report(1, health("http://127.0.0.1:9101", State.HEALTHY, "1.1")));
        inventory.traffic(List.of(
                record().kept(),
                record().status(502).took(90_000).path("/broken").kept()));

        ServerView server = server();

        assertThat(inventory.servers()).hasSize(1);
        assertThat(server.endpoint()).isEqualTo("http://127.0.0.1:9101");
        assertThat(server.health().state()).isEqualTo("healthy");
        assertThat(server.version()).isEqualTo("1.1");
        assertThat(server.traffic().requests()).isEqualTo(2);
        assertThat(server.traffic().errorShare()).isEqualTo(0.5);
        assertThat(server.traffic().p99Micros()).isBetween(90_000L, 96_000L);
        assertThat(server.lastErrors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("/broken");
            assertThat(error.status()).isEqualTo(502);
        });
    }

    @Test
    void remembersWhenTheVersionChanged() {
        inventory.report(report(1, health("http://127.0.0.1:9101", State.HEALTHY, "1.1")));
        clock.advance(Duration.ofMinutes(1));
        inventory.report(report(1, health("http://127.0.0.1:9101", State.HEALTHY, "1.1")));
        clock.advance(Duration.ofMinutes(1));
        inventory.report(report(1, health("http://127.0.0.1:9101", State.HEALTHY, "1.2")));

        assertThat(server().version()).isEqualTo("1.2");
        assertThat(server().versions()).extracting(VersionChange::version).containsExactly("1.1", "1.2");
        assertThat(server().versions().get(1)).isEqualTo(new VersionChange("1.1", "1.2", clock.instant()));
    }

    @Test
    void showsFactsAndDrift() {
        EndpointHealth told = new EndpointHealth(
                "shop",
                "http://127.0.0.1:9101",
                State.HEALTHY,
                "1.1",
                "because",
                clock.instant(),
                clock.instant(),
                true,
                Map.of("commit", "7c9e667"));
        VersionDrift drift = new VersionDrift(
                VersionDrift.Kind.LABEL,
                "shop",
                "",
                List.of("http://127.0.0.1:9101"),
                List.of("1.0", "1.1"),
                clock.instant());

        inventory.report(new HealthReport("router-1", 1, List.of(told), List.of(drift), null));
        assertThat(server().facts()).containsExactly(Map.entry("commit", "7c9e667"));
        assertThat(server().drift())
                .containsExactly("cluster shop: http://127.0.0.1:9101 runs 1.1, its label says 1.0");

        inventory.report(new HealthReport("router-1", 1, List.of(told)));
        assertThat(server().drift()).isEmpty();
    }

    @Test
    void forgetsTrafficAfterFiveMinutes() {
        inventory.traffic(List.of(record().kept()));
        clock.advance(Duration.ofMinutes(4));
        assertThat(server().traffic().requests()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(2));

        assertThat(server().traffic().requests()).isZero();
    }

    @Test
    void ignoresAnOlderReportOfAnotherReporter() {
        EndpointHealth old = health("http://127.0.0.1:9101", State.UNHEALTHY, "1.0");
        clock.advance(Duration.ofSeconds(2));
        inventory.report(report(1, health("http://127.0.0.1:9101", State.HEALTHY, "1.1")));

        inventory.report(report(1, old));

        assertThat(server().health().state()).isEqualTo("healthy");
        assertThat(server().version()).isEqualTo("1.1");
    }

    @Test
    void dropsAServerThatRoutesNoLongerNameAfterAnHour() {
        inventory.report(report(1, health("http://127.0.0.1:9101", State.HEALTHY, "1.1")));
        inventory.report(report(2));
        assertThat(server().configured()).isFalse();

        clock.advance(Duration.ofMinutes(61));
        inventory.report(report(2));

        assertThat(inventory.servers()).isEmpty();
    }

    @Test
    void countsNoTrafficWithoutACluster() {
        inventory.traffic(List.of(record().server("", "93.184.216.34:443", "").kept()));

        assertThat(inventory.servers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://Shop.example:9101/base, shop.example:9101",
        "http://shop.example, shop.example:80",
        "https://shop.example/, shop.example:443",
        "https://[::1], [::1]:443",
        "http://[::1]:8080, [::1]:8080",
        "127.0.0.1:9101, 127.0.0.1:9101",
    })
    void namesServersByHostAndPort(String endpoint, String address) {
        assertThat(ServerAddress.of(endpoint)).isEqualTo(address);
    }

    private ServerView server() {
        return inventory.server(ID).orElseThrow();
    }

    private EndpointHealth health(String endpoint, State state, String version) {
        return new EndpointHealth(
                "shop", endpoint, state, version, "200 from /health", clock.instant(), clock.instant());
    }

    private static HealthReport report(long generation, EndpointHealth... endpoints) {
        return new HealthReport("router-1", generation, List.of(endpoints));
    }
}
