package io.sallyport.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.config.ConfigException;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.router.health.HeaderDemandingOrigin;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatch.class)
class RouterServiceVerticleTest {
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
    void anEndpointIsHealthyAfterRiseProbes() throws Exception {
        harness.write(routes(3, 2));
        harness.start();

        EndpointHealth health = harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);

        assertThat(origin.probes()).isGreaterThanOrEqualTo(3);
        assertThat(health.reason()).isEqualTo("200 from /health");
        assertThat(health.version()).isEqualTo("1.1");
        assertThat(RouterHarness.find(harness.reports().get(0), origin.url()).state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void aStoppedEndpointGoesOutAndComesBack() throws Exception {
        harness.write(routes(2, 3));
        harness.start();
        harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);

        origin.stop();
        EndpointHealth out = harness.await("out", origin.url(), h -> h.state() == State.UNHEALTHY);
        Eventually.until(
                "the outage is announced",
                () -> harness.announcement().problems().stream()
                        .anyMatch(problem -> problem.contains("cluster shop: no endpoint is healthy")));
        harness.forgetReports();
        origin.startAgain();
        harness.await("back", origin.url(), h -> h.state() == State.HEALTHY);

        assertThat(out.reason()).isEqualTo("connection refused");
        assertThat(out.version()).isEqualTo("1.1");
    }

    @Test
    void aServerThatDemandsTheProxyProtocolIsHealthy() throws Exception {
        byte[] local = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a20000000");
        try (HeaderDemandingOrigin demanding = HeaderDemandingOrigin.start(local)) {
            harness.write("""
                    clusters:
                      - name: shop
                        endpoints: ["%s"]
                        proxyProtocol: v2
                        health: {interval: 20ms, timeout: 500ms, rise: 2, fall: 2}
                    routes: [{name: shop, cluster: shop}]
                    """.formatted(demanding.url()));
            harness.start();

            assertThat(harness.await("healthy", demanding.url(), h -> h.state() == State.HEALTHY)
                            .reason())
                    .isEqualTo("200 from /health");
        }
    }

    @Test
    void anEndpointThatAnswersBadlyGoesOut() throws Exception {
        harness.write(routes(1, 2));
        harness.start();
        harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);

        origin.answerWith(503);

        EndpointHealth out = harness.await("out", origin.url(), h -> h.state() == State.UNHEALTHY);
        assertThat(out.reason()).isEqualTo("503 from /health");
    }

    @Test
    void aRedeployIsDiscovered() throws Exception {
        harness.write(routes(1, 1));
        harness.start();
        harness.await("the first version", origin.url(), h -> h.version().equals("1.1"));

        origin.redeploy("1.2");

        harness.await("the second version", origin.url(), h -> h.version().equals("1.2"));
        Eventually.until(
                "the missing default version is announced",
                () -> harness.announcement().problems().stream()
                        .anyMatch(problem -> problem.equals("route shop: no endpoint runs its default version 1.1")));
    }

    @Test
    void aReloadKeepsHealth() throws Exception {
        harness.write(routes(2, 2));
        harness.start();
        EndpointHealth before = harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);
        harness.forgetReports();

        try (TinyOrigin second = new TinyOrigin("2.0")) {
            harness.write(routes(2, 2).replace("endpoints:", "endpoints:\n      - \"" + second.url() + "\""));
            harness.await("the second endpoint", second.url(), h -> h.state() == State.HEALTHY);
        }

        assertThat(harness.reports())
                .extracting(report -> RouterHarness.find(report, origin.url()))
                .allSatisfy(health -> {
                    assertThat(health.state()).isEqualTo(State.HEALTHY);
                    assertThat(health.since()).isEqualTo(before.since());
                });
        assertThat(harness.get("/v1/routes").getLong("generation")).isEqualTo(2);
    }

    @Test
    void anInvalidEditIsRefusedAndChangesNothing() throws Exception {
        harness.write(routes(1, 1));
        harness.start();
        assertThat(harness.get("/v1/routes").getLong("generation")).isEqualTo(1);

        harness.write(routes(1, 1).replace("cluster: shop", "cluster: shpo"));
        Eventually.that(() -> assertThat(problems())
                .contains(
                        "routes.yaml:9:14: routes[0].cluster: found \"shpo\", allowed: shop (did you mean \"shop\"?)"));
        assertThat(harness.get("/v1/routes").getLong("generation")).isEqualTo(1);

        harness.write(routes(1, 1).replace("path: /", "path: /shop"));
        Eventually.until(
                "the repaired text is in force", () -> harness.get("/v1/routes").getLong("generation") == 2);
        assertThat(problems()).doesNotContain("shpo");
    }

    /** All of them: before the first probes end there may be others. */
    private String problems() {
        return String.join(
                "\n",
                harness.get("/v1/routes").getJsonArray("problems").stream()
                        .map(String::valueOf)
                        .toList());
    }

    @Test
    void anInvalidDocumentFailsTheStartAndLeavesNothing() throws Exception {
        harness.write("routes:\n  - {name: r, cluster: nowhere}\n");
        assertThatThrownBy(harness::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("routes.yaml:2:24: routes[0].cluster");

        harness.write(routes(1, 1));
        harness.start();

        Eventually.until("the lease was free", () -> harness.get("/v1/routes").getBoolean("leads"));
        assertThat(harness.ready()).hasSize(1);
    }

    @Test
    void aMissingDocumentFailsTheStart() {
        assertThatThrownBy(harness::start).isInstanceOf(ConfigException.class).hasMessageContaining("found no text");
    }

    @Test
    void aStandByTakesOverWhatIsKnown() throws Exception {
        harness.write(routes(2, 2));
        RouterService first = harness.start();
        EndpointHealth before = harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);
        harness.start();
        String reporter = harness.reports().get(0).reporter();

        first.stop().await(10, TimeUnit.SECONDS);
        harness.forgetReports();
        Eventually.until(
                "another instance reports",
                () -> harness.reports().stream()
                        .anyMatch(report -> !report.reporter().equals(reporter)));
        origin.answerWith(500);
        harness.await("the new leader probes", origin.url(), h -> h.state() == State.UNHEALTHY);

        HealthReport takenOver = harness.reports().stream()
                .filter(report -> !report.reporter().equals(reporter))
                .findFirst()
                .orElseThrow();
        assertThat(RouterHarness.find(takenOver, origin.url()).since()).isEqualTo(before.since());
        assertThat(takenOver.routeGeneration()).isEqualTo(1);
    }

    @Test
    void probingGoesOnWhileTheStoreIsAway() throws Exception {
        harness.write(routes(2, 2));
        harness.start();
        harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);

        harness.store().breakIt();
        Eventually.until(
                "the lease has run out", () -> harness.announcement().figures().get("leads") == 0);
        origin.answerWith(503);

        harness.await("the outage is told", origin.url(), h -> h.state() == State.UNHEALTHY);
        assertThat(harness.announcement().problems()).isNotEmpty();

        harness.store().repair();
        Eventually.until(
                "the lease is back", () -> harness.announcement().figures().get("leads") == 1);
    }

    @Test
    void theReportIsKeptForThoseWhoComeLate() throws Exception {
        harness.write(routes(1, 1));
        harness.start();
        harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);

        Eventually.until("the store has it", () -> stored().endpoints().get(0).state() == State.HEALTHY);
        assertThat(harness.get("/v1/health")
                        .getJsonArray("endpoints")
                        .getJsonObject(0)
                        .getString("state"))
                .isEqualTo("healthy");
    }

    @Test
    void probesEndWithTheService() throws Exception {
        harness.write(routes(1, 1));
        RouterService service = harness.start();
        harness.await("healthy", origin.url(), h -> h.state() == State.HEALTHY);

        service.stop().await(10, TimeUnit.SECONDS);
        int probes = origin.probes();

        try (TinyOrigin other = new TinyOrigin("1.1")) {
            harness.write(routes(1, 1).replace(origin.url(), other.url()));
            harness.start();
            Eventually.until("ten probes of another endpoint", () -> other.probes() >= 10);
        }
        assertThat(origin.probes()).isLessThanOrEqualTo(probes + 1);
    }

    private HealthReport stored() {
        return harness.environment()
                .store()
                .get(StoreKeys.health())
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .map(bytes -> JsonCodec.parse(bytes, HealthReport.class))
                .orElseThrow(() -> new AssertionError("nothing in the store"));
    }

    @Test
    void saysWhichRouteAUrlTakesAndWhyNotTheOthers() throws Exception {
        harness.write(routes(1, 1).replace("versions: {default: \"1.1\"}", "") + """
                  - {name: old, match: {exact: /old}, redirect: /new}
                  - {name: beta, cluster: shop, match: {path: /, header: [X-Beta]}}
                  - {name: debug, cluster: shop, match: {path: /, query: [debug]}}
                """);
        harness.start();

        JsonObject beta = harness.get("/v1/routes/match?url=http://a.test/x&header=X-Beta:%20yes");
        assertThat(beta.getString("resolution")).isEqualTo("forward");
        assertThat(beta.getString("route")).isEqualTo("beta");
        assertThat(beta.getString("cluster")).isEqualTo("shop");
        assertThat(beta.getJsonArray("tried").stream().map(Object::toString))
                .containsExactly(
                        "{\"rank\":1,\"route\":\"old\",\"unmet\":\"path\"}",
                        "{\"rank\":2,\"route\":\"beta\",\"unmet\":\"\"}",
                        "{\"rank\":3,\"route\":\"debug\",\"unmet\":\"query debug\"}",
                        "{\"rank\":4,\"route\":\"shop\",\"unmet\":\"\"}");
        assertThat(harness.get("/v1/routes/match?url=http://a.test/old").getString("resolution"))
                .isEqualTo("direct");
        assertThat(harness.get("/v1/routes/match?url=http://a.test/x/..%252fold")
                        .getString("resolution"))
                .isEqualTo("ambiguous");
        assertThat(harness.get("/v1/routes").getJsonArray("warnings").getString(0))
                .startsWith("routes[3].match: ")
                .contains("route beta (routes[2])");
    }

    private String routes(int rise, int fall) {
        return """
                clusters:
                  - name: shop
                    endpoints:
                      - "%s"
                    health: {interval: 20ms, timeout: 500ms, rise: %d, fall: %d}
                    info: {path: /version}
                routes:
                  - name: shop
                    cluster: shop
                    match: {path: /}
                    versions: {default: "1.1"}
                """.formatted(origin.url(), rise, fall);
    }
}
