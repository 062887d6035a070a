package io.sallyport.logs.servers;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.log.ServerFigures;
import io.sallyport.contract.log.ServerRecord;
import io.sallyport.contract.log.TrafficQuestion;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTest {
    private static final String ID = "shop@127.0.0.1:9101";

    private final ManualClock clock = ManualClock.standing();
    private final Inventory inventory = new Inventory(clock);

    @Test
    void countsTheTrafficOfAServer() {
        inventory.traffic(List.of(
                record().kept(),
                record().status(502).took(90_000).path("/broken").kept()));

        ServerFigures server = server();

        assertThat(server.recent().requests()).isEqualTo(2);
        assertThat(server.recent().errors()).isEqualTo(1);
        assertThat(server.total().requests()).isEqualTo(2);
        assertThat(server.version()).isEqualTo("1.1");
        assertThat(LatencyCounts.percentile(server.recent().latency(), 990)).isBetween(90_000L, 96_000L);
        assertThat(server.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("/broken");
            assertThat(error.status()).isEqualTo(502);
            assertThat(error.reason()).isEqualTo("the server answered 502");
        });
        assertThat(server.records()).hasSize(2);
    }

    @Test
    void tellsLastRecordsOnlyOfTheServerThatIsAskedFor() {
        inventory.traffic(List.of(record().status(502).kept()));

        ServerFigures all =
                inventory.answer(new TrafficQuestion(""), "me").servers().get(0);

        assertThat(all.recent().requests()).isEqualTo(1);
        assertThat(all.errors()).isEmpty();
        assertThat(all.records()).isEmpty();
        assertThat(inventory.answer(new TrafficQuestion("nobody"), "me").servers())
                .isEmpty();
    }

    @Test
    void remembersTheLastTen() {
        for (int i = 1; i <= 25; i++) {
            inventory.traffic(List.of(record().sequence(i).status(500).kept()));
        }

        assertThat(server().records())
                .hasSize(10)
                .extracting(ServerRecord::sequence)
                .endsWith(24L, 25L);
        assertThat(server().errors()).hasSize(10);
    }

    @Test
    void recordsOfBeforeTheStartAreRememberedAndNotCounted() {
        inventory.traffic(List.of(record().sequence(3).startedAt(3_000).kept()));

        inventory.recall(List.of(
                record().sequence(2).startedAt(2_000).status(500).kept(),
                record().sequence(1).startedAt(1_000).kept()));

        assertThat(server().records()).extracting(ServerRecord::sequence).containsExactly(1L, 2L, 3L);
        assertThat(server().errors()).extracting(ServerRecord::sequence).containsExactly(2L);
        assertThat(server().total().requests()).isEqualTo(1);
    }

    @Test
    void forgetsTrafficAfterFiveMinutesButNotTheSum() {
        inventory.traffic(List.of(record().kept()));
        clock.advance(Duration.ofMinutes(4));
        assertThat(server().recent().requests()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(2));

        assertThat(server().recent().requests()).isZero();
        assertThat(server().total().requests()).isEqualTo(1);
    }

    @Test
    void ofTwoReportersWhatWasProbedLastCounts() {
        EndpointHealth old = health("http://127.0.0.1:9101", State.UNHEALTHY, "1.0");
        clock.advance(Duration.ofSeconds(2));
        inventory.report(report(1, health("http://127.0.0.1:9101", State.HEALTHY, "1.1")));

        inventory.report(report(1, old));

        assertThat(inventory.health().endpoints()).singleElement().satisfies(known -> {
            assertThat(known.state()).isEqualTo(State.HEALTHY);
            assertThat(known.version()).isEqualTo("1.1");
        });
    }

    @Test
    void aReportOfOlderRoutesAddsNoEndpoint() {
        inventory.report(report(2, health("http://127.0.0.1:9101", State.HEALTHY, "1.1")));

        inventory.report(report(1, health("http://127.0.0.1:9102", State.HEALTHY, "1.1")));

        assertThat(inventory.health().routeGeneration()).isEqualTo(2);
        assertThat(inventory.health().endpoints())
                .extracting(EndpointHealth::endpoint)
                .containsExactly("http://127.0.0.1:9101");
    }

    @Test
    void forgetsAServerThatRoutesNoLongerNameAfterAnHour() {
        inventory.report(report(1, health("http://127.0.0.1:9101", State.HEALTHY, "1.1")));
        inventory.traffic(List.of(record().kept()));
        clock.advance(Duration.ofMinutes(61));
        inventory.report(report(1, health("http://127.0.0.1:9101", State.HEALTHY, "1.1")));
        assertThat(server().total().requests()).isEqualTo(1);

        inventory.report(report(2));

        assertThat(inventory.answer(new TrafficQuestion(""), "me").servers()).isEmpty();
    }

    @Test
    void countsNoTrafficWithoutACluster() {
        KeptRecord forward = record().server("", "93.184.216.34:443", "").kept();

        inventory.traffic(List.of(forward));

        assertThat(inventory.answer(new TrafficQuestion(""), "me").servers()).isEmpty();
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

    private ServerFigures server() {
        return inventory.answer(new TrafficQuestion(ID), "me").servers().get(0);
    }

    private EndpointHealth health(String endpoint, State state, String version) {
        return new EndpointHealth(
                "shop", endpoint, state, version, "200 from /health", clock.instant(), clock.instant());
    }

    private static HealthReport report(long generation, EndpointHealth... endpoints) {
        return new HealthReport("router-1", generation, List.of(endpoints));
    }
}
