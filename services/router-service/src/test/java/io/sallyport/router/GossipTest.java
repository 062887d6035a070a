package io.sallyport.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.EndpointUse.State;
import io.sallyport.contract.health.Suspect;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What edges tell, told on. */
@ExtendWith(LeakWatch.class)
class GossipTest {
    private static final String URL = "http://127.0.0.1:9";

    private RouterHarness harness;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        harness = new RouterHarness(folder);
        harness.write("""
                clusters: [{name: shop, endpoints: [{url: "%s", version: "1.0"}], ejection: {}}]
                routes: [{name: shop, cluster: shop}]
                """.formatted(URL));
        harness.start();
        Eventually.until("the first report", () -> !harness.reports().isEmpty());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void whatMostEdgesLeaveOutIsToldToAll() {
        tell("edge-1", State.EJECTED, 3);
        tell("edge-2", State.EJECTED, 4);
        tell("edge-3", State.IN, 0);

        Eventually.until(
                "the suspicion is told",
                () -> harness.reports().stream()
                        .anyMatch(report -> report.suspects().equals(List.of(new Suspect("shop", URL, 2, 3)))));

        JsonObject endpoint =
                harness.get("/v1/endpoints").getJsonArray("endpoints").getJsonObject(0);
        assertThat(endpoint.getBoolean("suspect")).isTrue();
        assertThat(endpoint.getJsonObject("probes").getString("version")).isEqualTo("1.0");
        JsonArray edges = endpoint.getJsonArray("edges");
        assertThat(edges).hasSize(3);
        assertThat(edges.getJsonObject(1).getString("edge")).isEqualTo("edge-2");
        assertThat(edges.getJsonObject(1).getString("state")).isEqualTo("ejected");
        assertThat(edges.getJsonObject(1).getInteger("failures")).isEqualTo(4);

        harness.forgetReports();
        tell("edge-2", State.IN, 0);
        Eventually.until(
                "the end of it is told",
                () -> harness.reports().stream()
                        .anyMatch(report -> report.suspects().isEmpty()));
    }

    private void tell(String edge, State state, int failures) {
        EndpointUse use = new EndpointUse("shop", URL, state, Optional.empty(), failures, 1, 0, 1500, null, null);
        harness.environment()
                .vertx()
                .eventBus()
                .publish(Addresses.ENDPOINT_REPORT, new EndpointReport(edge, 1, List.of(use)));
    }
}
