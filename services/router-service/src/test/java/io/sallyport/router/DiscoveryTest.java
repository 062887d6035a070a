package io.sallyport.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.ServerCertificate;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is known of an endpoint, where it comes from, and what it survives. */
@ExtendWith(LeakWatch.class)
class DiscoveryTest {
    private final TinyOrigin origin = new TinyOrigin("1.1");
    private RouterHarness harness;

    @BeforeEach
    void open(@TempDir Path folder) {
        harness = new RouterHarness(folder);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
        origin.close();
    }

    @Test
    void versionAndFactsComeFromTheServer() throws Exception {
        harness.write(routes("1.0"));
        harness.start();

        EndpointHealth told =
                harness.await("the version", origin.url(), h -> h.version().equals("1.1"));

        assertThat(told.discovered()).isTrue();
        assertThat(told.facts()).containsExactly(java.util.Map.entry("commit", "of-1.1"));
        assertThat(harness.get("/v1/health").toString()).contains("\"facts\":{\"commit\":\"of-1.1\"}");
    }

    @Test
    void aLabelStandsInForWhatWasNeverTold() throws Exception {
        origin.redeploy("");
        harness.write(routes("1.0"));
        harness.start();

        EndpointHealth labelled = harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);
        assertThat(labelled.version()).isEqualTo("1.0");
        assertThat(labelled.discovered()).isFalse();

        harness.write(routes("1.2"));
        harness.await("the other label", origin.url(), h -> h.version().equals("1.2"));
    }

    @Test
    void whatCannotBeReadLeavesTheLast() throws Exception {
        harness.write(routes("1.0"));
        harness.start();
        harness.await("the version", origin.url(), h -> h.version().equals("1.1"));

        origin.redeploy("");
        harness.forgetReports();
        origin.stop();
        EndpointHealth out = harness.await("out", origin.url(), h -> h.state() == State.UNHEALTHY);
        harness.forgetReports();
        origin.startAgain();
        EndpointHealth back = harness.await("back", origin.url(), h -> h.state() == State.HEALTHY);

        assertThat(out.version()).isEqualTo("1.1");
        assertThat(back.version()).isEqualTo("1.1");
        assertThat(back.facts()).containsEntry("commit", "of-1.1");
    }

    @Test
    void aRestartKeepsStateVersionAndFacts() throws Exception {
        harness.write(routes("1.0"));
        RouterService first = harness.start();
        harness.await("the version", origin.url(), h -> h.version().equals("1.1"));
        harness.forgetReports();
        origin.stop();
        EndpointHealth out = harness.await("out", origin.url(), h -> h.state() == State.UNHEALTHY);
        first.stop().await(10, TimeUnit.SECONDS);
        harness.forgetReports();

        harness.start();
        Eventually.until("the new instance reports", () -> !harness.reports().isEmpty());

        EndpointHealth known = RouterHarness.find(harness.reports().get(0), origin.url());
        assertThat(known.state()).isEqualTo(State.UNHEALTHY);
        assertThat(known.since()).isEqualTo(out.since());
        assertThat(known.version()).isEqualTo("1.1");
        assertThat(known.discovered()).isTrue();
        assertThat(known.facts()).containsEntry("commit", "of-1.1");
        origin.startAgain();
    }

    @Test
    void aServerThatIsNotTrustedShowsItsCertificateAllTheSame(@TempDir Path files) throws Exception {
        TestCertificate certificate = TestCertificate.in(files, "shop.test");
        try (ScriptedOrigin secret = ScriptedOrigin.startTls(certificate, Answer.text("fine"))) {
            String url = "https://" + secret.authority();
            harness.write(routes("1.0").replace(origin.url(), url));
            harness.start();

            EndpointHealth out = harness.await("out", url, h -> h.state() == State.UNHEALTHY);

            assertThat(out.reason()).startsWith("TLS: ");
            ServerCertificate shown = out.link().orElseThrow().certificate().orElseThrow();
            assertThat(shown.names()).containsExactly("shop.test");
            assertThat(shown.problem()).isEqualTo(out.reason());
            assertThat(secret.requests()).isEmpty();
        }
    }

    @Test
    void theHistoryOfHealthOutlivesARestart() throws Exception {
        harness.write(routes("1.0"));
        RouterService first = harness.start();
        harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);
        Eventually.until("it is written", () -> states().contains("HEALTHY"));
        first.stop().await(10, TimeUnit.SECONDS);
        harness.forgetReports();
        origin.stop();
        harness.start();
        harness.await("out", origin.url(), h -> h.state() == State.UNHEALTHY);

        Eventually.until("the whole history", () -> states().contains("UNHEALTHY"));

        HealthHistory history = JsonCodec.parse(Buffer.buffer(states()), HealthHistory.class);
        assertThat(history.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.endpoint()).isEqualTo(origin.url());
            assertThat(endpoint.changes())
                    .extracting(HealthHistory.Change::state)
                    .containsExactly(State.HEALTHY, State.UNHEALTHY);
            assertThat(endpoint.newest().reason()).isEqualTo("connection refused");
        });
        origin.startAgain();
    }

    private String states() {
        try {
            return harness.environment()
                    .store()
                    .get(StoreKeys.healthChanges("shop"))
                    .await(10, TimeUnit.SECONDS)
                    .map(Buffer::toString)
                    .orElse("");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theHistoryOfVersionsOutlivesARestart() throws Exception {
        harness.write(routes("1.0"));
        RouterService first = harness.start();
        harness.await("the version", origin.url(), h -> h.version().equals("1.1"));
        Eventually.until("it is written", () -> changes().contains("\"to\":\"1.1\""));
        first.stop().await(10, TimeUnit.SECONDS);
        origin.redeploy("1.2");

        harness.start();

        Eventually.until("the redeploy is written", () -> changes().contains("\"from\":\"1.1\",\"to\":\"1.2\""));
        assertThat(changes()).contains("\"from\":\"\",\"to\":\"1.1\"");
    }

    @Test
    void aStoreThatIsAwayCostsNoHistory() throws Exception {
        harness.write(routes("1.0"));
        harness.start();
        Eventually.until("it is written", () -> changes().contains("\"to\":\"1.1\""));

        harness.store().breakIt();
        harness.forgetReports();
        origin.redeploy("1.2");
        harness.await("the redeploy", origin.url(), h -> h.version().equals("1.2"));
        harness.store().repair();

        Eventually.until("the redeploy is written", () -> changes().contains("\"from\":\"1.1\",\"to\":\"1.2\""));
    }

    private String changes() {
        return harness.get("/v1/versions?cluster=shop").toString();
    }

    private String routes(String label) {
        return """
                clusters:
                  - name: shop
                    endpoints:
                      - {url: "%s", version: "%s"}
                    health: {interval: 20ms, timeout: 5s, rise: 2, fall: 2, jitter: 0.5, status: "200", body: ok}
                    info: {path: /version, facts: [commit]}
                routes:
                  - name: shop
                    cluster: shop
                """.formatted(origin.url(), label);
    }
}
