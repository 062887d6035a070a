package io.sallyport.router.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.HealthHistory.Change;
import io.sallyport.contract.health.HealthHistory.EndpointStates;
import io.sallyport.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterStatesTest {
    private final ManualClock clock = ManualClock.at("2026-11-26T12:00:00Z");
    private HealthHistory history = new HealthHistory("shop", List.of());

    @Test
    void notesEachChangeWithItsReason() {
        note("a", State.HEALTHY, "200 from /health");
        clock.advance(Duration.ofMinutes(1));
        note("a", State.UNHEALTHY, "connection refused");

        assertThat(history.endpoints())
                .containsExactly(new EndpointStates(
                        "a",
                        List.of(
                                new Change(
                                        State.HEALTHY,
                                        "200 from /health",
                                        clock.instant().minusSeconds(60)),
                                new Change(State.UNHEALTHY, "connection refused", clock.instant()))));
    }

    @Test
    void beginsWithTheFirstThingThatIsKnown() {
        HealthHistory before = history;

        note("a", State.UNKNOWN, "not probed yet");

        assertThat(history).isSameAs(before);
    }

    @Test
    void anotherReasonIsNoChange() {
        note("a", State.UNHEALTHY, "connection refused");
        HealthHistory before = history;

        note("a", State.UNHEALTHY, "no answer within 1000ms");

        assertThat(history).isSameAs(before);
    }

    @Test
    void keepsTheNewestFifty() {
        for (int i = 0; i < 120; i++) {
            note("a", i % 2 == 0 ? State.HEALTHY : State.UNHEALTHY, "number " + i);
        }

        assertThat(history.endpoints().get(0).changes()).hasSize(50);
        assertThat(history.endpoints().get(0).newest().reason()).isEqualTo("number 119");
    }

    @Test
    void forgetsTheLongestGoneBeyondAHundred() {
        for (int i = 0; i < 150; i++) {
            clock.advance(Duration.ofSeconds(1));
            note("url-" + i, State.HEALTHY, "");
        }

        assertThat(history.endpoints())
                .hasSize(101)
                .extracting(EndpointStates::endpoint)
                .contains("url-149", "url-49")
                .doesNotContain("url-48");
    }

    private void note(String url, State state, String reason) {
        EndpointHealth health = new EndpointHealth("shop", url, state, "", reason, clock.instant(), clock.instant());
        history = ClusterStates.after(history, List.of(health));
    }
}
