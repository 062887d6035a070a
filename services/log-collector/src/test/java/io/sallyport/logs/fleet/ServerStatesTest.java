package io.sallyport.logs.fleet;

import static io.sallyport.logs.fleet.Facts.NOON;
import static io.sallyport.logs.fleet.Facts.id;
import static io.sallyport.logs.fleet.Facts.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.health.ConnectionCounts;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.logs.fleet.ServerState.Connections;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerStatesTest {
    private static final String CANARY = ", canary: {version: \"1.2\", steps: [{weight: 5}, {weight: 50}]}";

    @Test
    void namesEveryServerOfTheRoutesWithItsWeight() {
        Map<String, ServerState> servers = servers(Facts.report(), CanaryReport.NONE);

        assertThat(servers.keySet()).containsExactly(id(9001), id(9002), id(9003));
        assertThat(servers.get(id(9001)).weight()).isEqualTo(3);
        assertThat(servers.get(id(9002)).priority()).isEqualTo(1);
        assertThat(servers.get(id(9003)).version()).isEqualTo("1.2");
        assertThat(servers.get(id(9003)).health().state()).isEqualTo("unknown");
    }

    @Test
    void knowsServersOfTheProbesBeforeThereAreRoutes() {
        FleetFacts facts = FleetFacts.of(
                null, Facts.report(Facts.health(9001, State.HEALTHY, "1.1")), CanaryReport.NONE, List.of());

        assertThat(ServerStates.of(facts, NOON)).containsOnlyKeys(id(9001));
    }

    @Test
    void tellsWhichServersAreOnTrial() {
        HealthReport report = Facts.report(
                Facts.health(9001, State.HEALTHY, "1.1"),
                Facts.health(9002, State.HEALTHY, "1.1"),
                Facts.health(9003, State.HEALTHY, "1.2"));

        Map<String, ServerState> servers = servers(report, Facts.canary(CanaryState.Phase.RUNNING, 5));

        assertThat(servers.get(id(9003)).canary())
                .isEqualTo(new ServerState.CanaryRole("canary", "shop", "1.2", "running", 1, 2, 5));
        assertThat(servers.get(id(9001)).canary().role()).isEqualTo("stable");
        FleetFacts without = FleetFacts.of(Facts.routes(""), report, CanaryReport.NONE, List.of());
        assertThat(ServerStates.of(without, NOON).get(id(9003)).canary().role()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PT720H, '',        30, ''",
                "PT47H,  '',        1,  expires in 1 day",
                "PT1S,   '',        0,  expires in 0 days",
                "PT0S,   '',        0,  expired at 2026-11-26T12:00:00Z",
                "PT-1S,  TLS: no,   -1, expired at 2026-11-26T11:59:59Z",
                "PT720H, TLS: no,   30, TLS: no",
            })
    void saysHowLongACertificateHolds(Duration left, String refused, long days, String problem) {
        HealthReport report =
                Facts.report(Facts.health(9001, State.HEALTHY, "1.1", Map.of(), Facts.link(left, refused)));

        ServerState server = servers(report, CanaryReport.NONE).get(id(9001));

        assertThat(server.protocol()).isEqualTo("h2");
        assertThat(server.certificate().orElseThrow().daysLeft()).isEqualTo(days);
        assertThat(server.certificate().orElseThrow().problem()).isEqualTo(problem);
    }

    @Test
    void addsUpWhatEdgesSay() {
        EdgeWord first = Facts.word("edge-1", use(EndpointUse.State.EJECTED, 5, new ConnectionCounts(4, 1, 2)));
        EdgeWord second = Facts.word("edge-2", use(EndpointUse.State.IN, 0, new ConnectionCounts(3, 3, 0)));
        FleetFacts facts = FleetFacts.of(Facts.routes(""), Facts.report(), CanaryReport.NONE, List.of(first, second));

        ServerState server = ServerStates.of(facts, NOON).get(id(9001));

        assertThat(server.connections()).isEqualTo(new Connections(7, 3, 4, 2, 6));
        assertThat(server.ejection().state()).isEqualTo("ejected");
        assertThat(server.ejection().reason())
                .isEqualTo("5 failures in a row at edge edge-1, until 2026-11-26T12:00:10Z");
        assertThat(server.ejection().edges())
                .singleElement()
                .satisfies(edge -> assertThat(edge.edge()).isEqualTo("edge-1"));
        assertThat(server.certificate().orElseThrow().names()).containsExactly("shop.test");
    }

    private static EndpointUse use(EndpointUse.State state, int failures, ConnectionCounts connections) {
        return new EndpointUse(
                "shop",
                url(9001),
                state,
                state == EndpointUse.State.IN ? Optional.empty() : Optional.of(NOON.plusSeconds(10)),
                failures,
                1,
                3,
                1000,
                connections,
                Optional.of(Facts.link(Duration.ofDays(30), "")));
    }

    private static Map<String, ServerState> servers(HealthReport report, CanaryReport canaries) {
        return ServerStates.of(FleetFacts.of(Facts.routes(CANARY), report, canaries, List.of()), NOON);
    }
}
