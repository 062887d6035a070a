package io.sallyport.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.Pattern;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakWatch.class)
class RelayTest {
    private AdminHarness admin;
    private ScriptedOrigin service;

    @BeforeEach
    void open() throws Exception {
        admin = AdminHarness.open();
        service = ScriptedOrigin.start("from the service");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        admin.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/logs, log-collector",
        "/v1/logs/stats?by=cluster, log-collector",
        "/v1/servers/shop@127.0.0.1:9101, log-collector",
        "/v1/policies, policy-service",
        "/v1/lists/ads, policy-service",
        "/v1/explain?url=http://a.example/, policy-service",
        "/v1/revisions/3, policy-service",
        "/v1/unlocks/3f0c9a1e, policy-service",
        "/v1/transparency?format=csv, policy-service",
        "/v1/routes, router-service",
        "/v1/health, router-service",
        "/v1/cache/stats, cache-service",
    })
    void handsACallToItsOwner(String target, String owner) {
        admin.announce(owner, "i1", service.port());

        assertThat(admin.get(target).bodyText()).isEqualTo("from the service");
        assertThat(service.awaitRequest(1).target()).isEqualTo(target);
    }

    @Test
    void handsOnFieldsButNotThoseOfTheConnection() throws Exception {
        try (AdminHarness guarded = AdminHarness.withToken("s3cret")) {
            guarded.announce("log-collector", "i1", service.port());

            guarded.get("/v1/logs", "Authorization: Bearer s3cret", "Accept: x/y", "Connection: X-Hop", "X-Hop: 1");
        }

        RawRequest seen = service.awaitRequest(1);
        assertThat(seen.field("Authorization")).contains("Bearer s3cret");
        assertThat(seen.field("Accept")).contains("x/y");
        assertThat(seen.field("X-Hop")).isEmpty();
        assertThat(seen.field("Host")).contains(service.authority());
    }

    @Test
    void streamsBodiesBothWays() {
        admin.announce("policy-service", "i1", service.port());
        service.on("/v1/policies", Answer.echo());
        String body = "x".repeat(300_000);

        RawResponse plain = admin.send("PUT", Requests.withBody("PUT", "/v1/policies", body, "Host: localhost"));
        RawResponse chunked = admin.send(
                "PUT",
                Requests.head("PUT", "/v1/policies", "Host: localhost", "Transfer-Encoding: chunked")
                        + "5\r\nhello\r\n0\r\n\r\n");

        assertThat(plain.bodyText()).isEqualTo(body);
        assertThat(chunked.bodyText()).isEqualTo("hello");
    }

    @Test
    void streamsLargeAndChunkedAnswers() {
        admin.announce("log-collector", "i1", service.port());
        service.on("/v1/logs?format=ndjson", Answer.stream(5_000_000));
        service.on("/v1/logs", Answer.chunked("one", "two"));

        assertThat(admin.get("/v1/logs?format=ndjson").body()).isEqualTo(Pattern.at(0, 5_000_000));
        assertThat(admin.get("/v1/logs").bodyText()).isEqualTo("onetwo");
    }

    @Test
    void answersHeadAndErrorsAsTheServiceDoes() {
        admin.announce("log-collector", "i1", service.port());
        service.next(
                Answer.text("12345"), Answer.status("400 Bad Request", "{}", "Content-Type: application/problem+json"));

        RawResponse head = admin.send("HEAD", "HEAD /v1/logs HTTP/1.1\r\nHost: localhost\r\n\r\n");
        RawResponse bad = admin.get("/v1/logs?limit=x");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.field("Content-Length")).contains("5");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.field("Content-Type")).contains("application/problem+json");
    }

    @Test
    void saysSoWhenNoInstanceIsReady() {
        RawResponse answer = admin.get("/v1/logs");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.bodyText()).contains("no instance of log-collector is ready");
    }

    @Test
    void goesToTheNextInstanceWhenOneCannotBeReached() {
        admin.announce("policy-service", "a-dead", FreePort.pick());
        admin.announce("policy-service", "b-alive", service.port());
        service.on("/v1/policies", Answer.echo());

        RawResponse answer =
                admin.send("PUT", Requests.withBody("PUT", "/v1/policies", "the whole body", "Host: localhost"));

        assertThat(answer.bodyText()).isEqualTo("the whole body");
    }

    @Test
    void saysSoWhenNoInstanceCanBeReached() {
        admin.announce("policy-service", "a", FreePort.pick());

        assertThat(admin.get("/v1/policies").status()).isEqualTo(503);
    }

    @Test
    void answersBadGatewayWhenTheServiceBreaksOff() {
        admin.announce("policy-service", "a", service.port());
        service.next(Answer.closeAfter(""));

        assertThat(admin.get("/v1/policies").status()).isEqualTo(502);
    }

    @Test
    void breaksOffAnAnswerThatWasCutShort() {
        admin.announce("log-collector", "a", service.port());
        service.next(Answer.closeAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"));

        assertThat(admin.get("/v1/logs").complete()).isFalse();
    }

    @Test
    void letsGoOfTheServiceWhenTheCallerIsGone() {
        admin.announce("log-collector", "a", service.port());
        service.next(Answer.stall());
        try (RawClient client = RawClient.connect(admin.port())) {
            client.send(Requests.head("GET", "/v1/logs", "Host: localhost"));
            service.awaitRequest(1);
        }

        service.awaitNoConnection();
    }

    @Test
    void fetchesAnotherServicesMetrics() {
        admin.announce("policy-service", "a", service.port());

        assertThat(admin.get("/metrics?service=policy-service").bodyText()).isEqualTo("from the service");
        assertThat(service.awaitRequest(1).target()).isEqualTo("/metrics");
    }

    @Test
    void fetchesTheMetricsOfOneInstance() {
        admin.announce("policy-service", "a", 1);
        admin.announce("policy-service", "b", service.port());

        assertThat(admin.get("/metrics?service=policy-service&instance=b").bodyText())
                .isEqualTo("from the service");
        assertThat(admin.get("/metrics?instance=b").bodyText()).isEqualTo("from the service");
        assertThat(admin.get("/metrics?service=policy-service&instance=c").status())
                .isEqualTo(404);
        assertThat(admin.get("/metrics?service=policy-service&instance=c").bodyText())
                .contains("there are: a, b");
        assertThat(admin.get("/metrics?service=cache-service&instance=b").status())
                .isEqualTo(404);
    }

    @Test
    void tellsPrometheusWhereTheMetricsOfAllInstancesAre() {
        admin.announce("policy-service", "a", service.port());
        admin.announce("cache-service", "c", service.port());

        JsonArray targets = new JsonArray(admin.get("/v1/metrics/targets").bodyText());

        assertThat(targets).hasSize(2);
        JsonObject cache = targets.getJsonObject(0);
        assertThat(cache.getJsonArray("targets").getString(0)).startsWith("localhost");
        assertThat(cache.getJsonObject("labels").getMap())
                .containsEntry("__param_service", "cache-service")
                .containsEntry("__param_instance", "c")
                .containsEntry("service", "cache-service")
                .containsEntry("instance", "c");
    }
}
