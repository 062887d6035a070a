package io.sallyport.router.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.EndpointUse.State;
import io.sallyport.contract.health.Suspect;
import io.sallyport.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeReportsTest {
    private final ManualClock clock = ManualClock.standing();
    private final EdgeReports reports = new EdgeReports(clock);

    /** A letter for each edge: in, ejected, on trial, or one that does not know the endpoint. */
    @ParameterizedTest
    @CsvSource({
        "e,       false",
        "ee,      true",
        "ei,      false",
        "eei,     true",
        "eeii,    false",
        "eeeii,   true",
        "eet,     true",
        "ett,     false",
        "eeti,    false",
        "ee--,    true",
        "e-,      false",
    })
    void aMajorityOfAtLeastTwoMakesASuspect(String edges, boolean suspect) {
        for (int i = 0; i < edges.length(); i++) {
            reports.hear(report("edge-" + i, edges.charAt(i)));
        }

        int ejected = (int) edges.chars().filter(c -> c == 'e').count();
        int knowing = (int) edges.chars().filter(c -> c != '-').count();
        assertThat(reports.suspects())
                .isEqualTo(suspect ? List.of(new Suspect("shop", "http://a", ejected, knowing)) : List.of());
    }

    @Test
    void theNewestOfAnEdgeReplacesTheOneBefore() {
        reports.hear(report("edge-1", 'e'));
        reports.hear(report("edge-2", 'e'));
        reports.hear(report("edge-2", 'i'));

        assertThat(reports.suspects()).isEmpty();
        assertThat(reports.of("shop", "http://a"))
                .extracting(word -> word.edge() + " " + word.use().state())
                .containsExactly("edge-1 EJECTED", "edge-2 IN");
    }

    @Test
    void anEdgeThatIsSilentForTenSecondsIsForgotten() {
        reports.hear(report("edge-1", 'e'));
        reports.hear(report("edge-2", 'e'));
        clock.advance(Duration.ofMillis(9999));
        reports.hear(report("edge-2", 'e'));
        assertThat(reports.suspects()).hasSize(1);

        clock.advance(Duration.ofMillis(1));

        assertThat(reports.suspects()).isEmpty();
        assertThat(reports.of("shop", "http://a")).hasSize(1);
    }

    @Test
    void tellsOnlyWhenOthersAreSuspectThanBefore() {
        AtomicInteger told = new AtomicInteger();
        reports.onChange(told::incrementAndGet);

        reports.hear(report("edge-1", 'e'));
        assertThat(told).hasValue(0);
        reports.hear(report("edge-2", 'e'));
        assertThat(told).hasValue(1);
        reports.hear(report("edge-2", 'e'));
        assertThat(told).hasValue(1);
        reports.hear(report("edge-2", 'i'));
        assertThat(told).hasValue(2);
    }

    @Test
    void hearsABoundedNumberOfEdges() {
        for (int i = 0; i < EdgeReports.EDGES_MAX + 10; i++) {
            reports.hear(report("edge-" + i, 'i'));
        }

        assertThat(reports.of("shop", "http://a")).hasSize(EdgeReports.EDGES_MAX);
    }

    private static EndpointReport report(String edge, char state) {
        List<EndpointUse> uses = new ArrayList<>();
        if (state != '-') {
            uses.add(new EndpointUse("shop", "http://a", state(state), Optional.empty(), 0, 0, 0, 0, null, null));
        }
        return new EndpointReport(edge, 1, uses);
    }

    private static State state(char letter) {
        return switch (letter) {
            case 'e' -> State.EJECTED;
            case 't' -> State.TRIAL;
            default -> State.IN;
        };
    }
}
