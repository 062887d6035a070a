package io.sallyport.logs.fleet;

import static io.sallyport.logs.fleet.Facts.NOON;
import static io.sallyport.logs.fleet.Facts.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.VersionHistory.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpTimeTest {
    private static final List<Change> FIRST = List.of(new Change("", "1.1", NOON.minusSeconds(900)));
    private static final List<Change> LATER = List.of(new Change("1.0", "1.1", NOON.minusSeconds(10)));

    @ParameterizedTest
    @CsvSource({
        "started,   2026-11-26T11:00:00Z, 2026-11-26T11:00:00Z",
        "startedAt, 1795690800,           2026-11-26T11:00:00Z",
        "upSince,   1795690800000,        2026-11-26T11:00:00Z",
        "started,   yesterday,            2026-11-26T11:59:00Z",
        "started,   2027-01-01T00:00:00Z, 2026-11-26T11:59:00Z",
        "started,   999999999999999999,   2026-11-26T11:59:00Z",
        "commit,    1795690800,           2026-11-26T11:59:00Z",
    })
    void believesTheServerThenTheProbes(String name, String value, String since) {
        assertThat(UpTime.of(server(State.HEALTHY, Map.of(name, value)), FIRST, NOON))
                .hasToString("Optional[" + since + "]");
    }

    @Test
    void anotherVersionIsAnotherProcess() {
        assertThat(UpTime.of(server(State.HEALTHY, Map.of()), LATER, NOON)).contains(NOON.minusSeconds(10));
        assertThat(UpTime.of(server(State.UNKNOWN, Map.of()), LATER, NOON)).contains(NOON.minusSeconds(10));
    }

    @Test
    void oneThatIsDownIsNotUp() {
        assertThat(UpTime.of(server(State.UNHEALTHY, Map.of("started", "1795690800")), LATER, NOON))
                .isEmpty();
        assertThat(UpTime.of(server(State.UNKNOWN, Map.of()), FIRST, NOON)).isEmpty();
    }

    private static ServerState server(State state, Map<String, String> facts) {
        FleetFacts known = FleetFacts.of(
                Facts.routes(""),
                Facts.report(Facts.health(9001, state, "1.1", facts, null)),
                CanaryReport.NONE,
                List.of());
        return ServerStates.of(known, NOON).get(id(9001));
    }
}
