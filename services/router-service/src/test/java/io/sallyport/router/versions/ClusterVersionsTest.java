package io.sallyport.router.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.VersionHistory;
import io.sallyport.contract.health.VersionHistory.Change;
import io.sallyport.contract.health.VersionHistory.EndpointVersions;
import io.sallyport.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterVersionsTest {
    private final ManualClock clock = ManualClock.at("2026-11-26T12:00:00Z");
    private VersionHistory history = new VersionHistory("shop", List.of());

    @Test
    void notesWhenAnEndpointCameFromWhichVersionToWhich() {
        note("a", "1.1");
        clock.advance(Duration.ofMinutes(1));
        note("a", "1.2");

        assertThat(history.endpoints())
                .containsExactly(new EndpointVersions(
                        "a",
                        List.of(
                                new Change("", "1.1", clock.instant().minusSeconds(60)),
                                new Change("1.1", "1.2", clock.instant()))));
    }

    @Test
    void notesNothingWhenNothingChanged() {
        note("a", "1.1");
        VersionHistory before = history;

        note("a", "1.1");
        note("a", "");

        assertThat(history).isSameAs(before);
    }

    @Test
    void keepsTheNewestFifty() {
        for (int i = 0; i < 120; i++) {
            note("a", "1." + i);
        }

        List<Change> changes = history.endpoints().get(0).changes();
        assertThat(changes).hasSize(50);
        assertThat(changes.get(49)).isEqualTo(new Change("1.118", "1.119", clock.instant()));
        assertThat(changes.get(0).from()).isEqualTo("1.69");
    }

    @Test
    void forgetsTheLongestGoneBeyondAHundred() {
        for (int i = 0; i < 150; i++) {
            clock.advance(Duration.ofSeconds(1));
            note("url-" + i, "1.1");
        }

        assertThat(history.endpoints()).hasSize(101);
        assertThat(history.endpoints())
                .extracting(EndpointVersions::endpoint)
                .contains("url-149", "url-49")
                .doesNotContain("url-48");
    }

    private void note(String url, String version) {
        EndpointHealth health =
                new EndpointHealth("shop", url, State.HEALTHY, version, "", clock.instant(), clock.instant());
        history = ClusterVersions.after(history, List.of(health), clock.instant());
    }
}
