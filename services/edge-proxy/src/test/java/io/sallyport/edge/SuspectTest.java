package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.Suspect;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An endpoint that other edges have ejected. The time out is an hour, so that no second trial falls into a test. */
@ExtendWith(LeakWatch.class)
class SuspectTest {
    /** Without the others' word five requests would have met it. */
    @Test
    void isOutAfterOneFailure() {
        try (ScriptedOrigin bad = ScriptedOrigin.start(Answer.resetAfter(""));
                ScriptedOrigin good = ScriptedOrigin.start("good");
                EdgeHarness edge = OneLoop.edge(routes(bad, good));
                RawClient client = edge.reverse()) {
            suspect(edge, bad);

            for (int i = 0; i < 100; i++) {
                assertThat(client.get("/").bodyText()).isEqualTo("good");
            }

            assertThat(bad.requests()).hasSize(1);
            Eventually.until("the ejection is told", () -> state(edge, bad) == EndpointUse.State.EJECTED);
        }
    }

    @Test
    void isTakenBackAfterOneSuccessHowLongEverOthersSuspectIt() {
        try (ScriptedOrigin fine = ScriptedOrigin.start("good");
                ScriptedOrigin good = ScriptedOrigin.start("good");
                EdgeHarness edge = OneLoop.edge(routes(fine, good));
                RawClient client = edge.reverse()) {
            suspect(edge, fine);

            for (int i = 0; i < 20; i++) {
                assertThat(client.get("/").bodyText()).isEqualTo("good");
            }
            Eventually.until("it is in", () -> state(edge, fine) == EndpointUse.State.IN);
            edge.health(report(fine));
            for (int i = 0; i < 80; i++) {
                assertThat(client.get("/").bodyText()).isEqualTo("good");
            }

            assertThat(state(edge, fine)).isEqualTo(EndpointUse.State.IN);
            assertThat(fine.requests()).hasSizeBetween(40, 60);
        }
    }

    private static void suspect(EdgeHarness edge, ScriptedOrigin origin) {
        edge.health(report(origin));
        Eventually.until("it is on trial", () -> state(edge, origin) == EndpointUse.State.TRIAL);
    }

    private static EndpointUse.State state(EdgeHarness edge, ScriptedOrigin origin) {
        EndpointUse use = edge.endpoint(origin.url(""));
        return use == null ? null : use.state();
    }

    private static HealthReport report(ScriptedOrigin suspect) {
        return new HealthReport(
                "router-1", 1, List.of(), List.of(), List.of(new Suspect("shop", suspect.url(""), 2, 3)));
    }

    private static String routes(ScriptedOrigin one, ScriptedOrigin other) {
        return "clusters: [{name: shop, ejection: {consecutive: 5, base: 1h, max: 1h}, endpoints: ['" + one.url("")
                + "', '" + other.url("") + "']}]\nroutes: [{name: all, cluster: shop}]\n";
    }
}
