package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an edge knows of the health of servers while nobody tells it anything. */
@ExtendWith(LeakWatch.class)
class HealthRecallTest {
    private final ScriptedOrigin well = ScriptedOrigin.start("well");
    private final ScriptedOrigin ill = ScriptedOrigin.start("ill");
    private EdgeHarness edge;

    @AfterEach
    void stop() {
        edge.close();
        well.close();
        ill.close();
    }

    @Test
    void startsWithWhatLiesInTheStore() {
        edge = EdgeSetup.edge().routes(routes("a")).health(report()).start();

        assertOnlyWellIsAsked();
    }

    @Test
    void keepsHealthOverAReload() {
        edge = EdgeSetup.edge().routes(routes("a")).start();
        edge.health(report());
        try (RawClient client = edge.reverse()) {
            Eventually.until(
                    "the ill one is left out",
                    () -> client.get("/").bodyText().equals("well")
                            && client.get("/").bodyText().equals("well"));
        }

        edge.routes(routes("b"));
        edge.awaitRoutes();

        assertOnlyWellIsAsked();
    }

    private void assertOnlyWellIsAsked() {
        int before = ill.requests().size();
        try (RawClient client = edge.reverse()) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.get("/").bodyText()).isEqualTo("well");
            }
        }
        assertThat(ill.requests()).hasSize(before);
    }

    private HealthReport report() {
        return new HealthReport("router-1", 1, List.of(health(well, State.HEALTHY), health(ill, State.UNHEALTHY)));
    }

    private static EndpointHealth health(ScriptedOrigin origin, State state) {
        Instant now = Instant.now();
        return new EndpointHealth("shop", "http://" + origin.authority(), state, "", "because", now, now);
    }

    private String routes(String name) {
        return """
                clusters:
                  - name: shop
                    endpoints: ["http://%s", "http://%s"]
                    health: {path: /health}
                routes:
                  - {name: %s, cluster: shop}
                """.formatted(well.authority(), ill.authority(), name);
    }
}
