package io.sallyport.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.kit.api.Readiness;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakWatch.class)
class AdminServerTest {
    private AdminHarness admin;

    @BeforeEach
    void open() throws Exception {
        admin = AdminHarness.open();
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void showsTheWholeSuite() {
        admin.announce("policy-service", "p1", 1);

        JsonObject status = new JsonObject(admin.get("/v1/status").bodyText());

        assertThat(status.getJsonObject("bus").getBoolean("clustered")).isFalse();
        assertThat(status.getJsonObject("store").getString("kind")).isEqualTo("memory");
        assertThat(status.getLong("uptimeSeconds")).isBetween(0L, 60L);
        assertThat(status.getJsonArray("missing"))
                .isEqualTo(JsonArray.of("edge-proxy", "router-service", "cache-service", "log-collector"));
        JsonObject service = status.getJsonArray("services").getJsonObject(0);
        assertThat(service.getString("instance")).isEqualTo("p1");
        assertThat(service.getString("startedAt")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(service.getJsonObject("generations").getLong("policy")).isEqualTo(7);
        assertThat(service.getJsonArray("problems")).isEqualTo(JsonArray.of("a list is old"));
        assertThat(service.getJsonObject("figures").getLong("hits")).isEqualTo(5);
    }

    @Test
    void saysWhetherTheEdgeIsReady() {
        assertThat(admin.get("/health/live").status()).isEqualTo(200);
        assertThat(admin.get("/health/ready").status()).isEqualTo(200);

        admin.readiness = Readiness.notReady("no routes yet");

        assertThat(admin.get("/health/ready").status()).isEqualTo(503);
        assertThat(admin.get("/health/ready").bodyText()).contains("no routes yet");
        assertThat(admin.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void showsTheEdgesMetrics() {
        admin.metrics.counter("sallyport_exchanges_total", "Exchanges.").add(3);

        RawResponse answer = admin.get("/metrics");

        assertThat(answer.field("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.bodyText()).contains("sallyport_exchanges_total 3", "jvm_threads");
        assertThat(admin.get("/metrics?service=nobody").status()).isEqualTo(400);
    }

    @Test
    void listsTheCalls() {
        assertThat(admin.get("/").bodyText()).contains("/v1/status", "/v1/logs", "/v1/servers", "/metrics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", "/v1/logsx", "/v1", "/favicon.ico", "/v1/status/x", "/health"})
    void answersAProblemWhereNothingIs(String target) {
        RawResponse answer = admin.get(target);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.field("Content-Type")).contains("application/problem+json");
    }

    @Test
    void answersHeadWithoutABodyAndRefusesOtherMethods() {
        RawResponse head = admin.send("HEAD", "HEAD /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n");
        RawResponse post =
                admin.send("POST", "POST /v1/status HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bodyLength()).isZero();
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.field("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void refusesWhatABrowserCouldBeMadeToSend() {
        assertThat(admin.send("GET", "GET /v1/status HTTP/1.1\r\nHost: evil.example:9000\r\n\r\n")
                        .status())
                .isEqualTo(403);
        assertThat(admin.send("GET", "GET /v1/status HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n")
                        .status())
                .isEqualTo(400);
        assertThat(admin.send("GET", "GET http://localhost/v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .status())
                .isEqualTo(400);
        assertThat(admin.send(
                                "POST",
                                "POST /v1/cache/purge HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n"
                                        + "Content-Length: 0\r\n\r\n")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void wantsTheTokenWhenThereIsOne() throws Exception {
        try (AdminHarness guarded = AdminHarness.withToken("s3cret")) {
            RawResponse refused = guarded.get("/v1/status");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.field("WWW-Authenticate")).contains("Bearer realm=\"sallyport\"");
            assertThat(guarded.get("/v1/status", "Authorization: Bearer s3cret").status())
                    .isEqualTo(200);
            assertThat(guarded.get("/health/ready").status()).isEqualTo(200);
        }
    }

    /** As right after a start: no probe is no proof. */
    @Test
    void saysThatAListenerWhichIsNotOpenWasNotProbed() {
        RawResponse report = admin.get("/v1/anonymity");

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.bodyText()).contains("\"probes\":0", "listener egress: it is not open");
    }
}
