package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which of several versions serves a request, as clients, servers and the log see it. */
@ExtendWith(LeakWatch.class)
class VersionRoutingTest {
    private static final String FRESH = "Cache-Control: max-age=600";

    private final ScriptedOrigin old = ScriptedOrigin.start(Answer.text("1.1.0", FRESH));
    private final ScriptedOrigin current = ScriptedOrigin.start(Answer.text("1.2.0", FRESH));
    private EdgeHarness edge;

    @AfterEach
    void stop() {
        edge.close();
        old.close();
        current.close();
    }

    @Test
    void aPathPinIsTakenOffForTheServerButNotInTheRecord() {
        start("by: {path: true}, default: \"^1.2\"", false);
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/v1.1/items?n=1").bodyText()).isEqualTo("1.1.0");
            assertThat(client.get("/items").bodyText()).isEqualTo("1.2.0");
        }
        AccessRecord record = edge.awaitRecord(1);
        assertThat(old.requests())
                .extracting(request -> request.startLine())
                .containsExactly("GET /items?n=1 HTTP/1.1");
        assertThat(record.path()).isEqualTo("/v1.1/items?n=1");
        assertThat(record.version()).isEqualTo("1.1.0");
    }

    @Test
    void aRewriteWorksOnThePathWithoutThePin() {
        edge = EdgeSetup.edge()
                .routes(routes(
                        "by: {path: true}, default: \"^1.2\"}, match: {path: /api}, rewrite: {path: /inside", false))
                .start();
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/api/v1.1/items?n=1").bodyText()).isEqualTo("1.1.0");
            assertThat(client.get("/v1.1/api/items").status()).isEqualTo(404);
        }
        assertThat(old.requests())
                .extracting(request -> request.startLine())
                .containsExactly("GET /inside/items?n=1 HTTP/1.1");
    }

    /**
     * An answer of another version is never mistaken for it. Those of a path pin are apart from those of the field, because
     * their redirects keep the version in the path.
     */
    @Test
    void whatIsStoredUnderAPinAnswersOnlyThatPin() {
        start("by: {header: X-Version, path: true}, default: \"^1.2\"", true);
        try (RawClient client = edge.reverse()) {
            for (int round = 0; round < 2; round++) {
                assertThat(client.get("/v1.1/items").bodyText()).isEqualTo("1.1.0");
                assertThat(client.get("/items", "X-Version: 1.1").bodyText()).isEqualTo("1.1.0");
                assertThat(client.get("/items").bodyText()).isEqualTo("1.2.0");
                assertThat(client.get("/items", "X-Version: 1.2.0").bodyText()).isEqualTo("1.2.0");
            }
        }
        assertThat(old.requests()).hasSize(2);
        assertThat(current.requests()).hasSize(2);
    }

    /** A cache between us and the client must not mix versions; ours, hit or miss, says so in either case. */
    @Test
    void tellsOtherCachesWhatPinsAVersion() {
        start("by: {header: X-Version, cookie: api}, default: \"1.2.0\"", true);
        old.on("/varies", Answer.text("1.1.0", FRESH, "Vary: Accept, x-version"));
        old.on("/secret", Answer.text("1.1.0", "Cache-Control: private, No-Store"));
        try (RawClient client = edge.reverse()) {
            RawResponse miss = client.get("/items", "X-Version: 1.1");
            RawResponse hit = client.get("/items", "X-Version: 1.1");
            assertThat(miss.values("vary")).containsExactly("X-Version", "Cookie");
            assertThat(hit.field("cache-status").orElseThrow()).contains("hit");
            assertThat(hit.values("vary")).containsExactly("X-Version", "Cookie");
            assertThat(client.get("/items", "Cookie: other=1").values("vary")).containsExactly("X-Version", "Cookie");
            assertThat(client.get("/varies", "X-Version: 1.1").values("vary"))
                    .containsExactly("Accept, x-version", "Cookie");
            assertThat(client.get("/secret", "X-Version: 1.1").values("vary")).isEmpty();
        }
        assertThat(old.requests()).hasSize(3);
    }

    @Test
    void queryAndCookiePin() {
        start("by: {query: api, cookie: api}, default: \"1.2.0\"", false);
        try (RawClient client = edge.reverse()) {
            RawResponse byQuery = client.get("/?api=1.1");
            assertThat(byQuery.bodyText()).isEqualTo("1.1.0");
            assertThat(byQuery.values("vary")).containsExactly("Cookie");
            assertThat(client.get("/", "Cookie: a=b; api=1.1.0").bodyText()).isEqualTo("1.1.0");
            assertThat(client.get("/", "X-Version: 1.1").bodyText()).isEqualTo("1.2.0");
        }
    }

    @Test
    void anUnknownVersionIsAnsweredByTheRule() {
        start("by: {header: X-Version}, default: \"1.2.0\", unknown: not-acceptable", false);
        try (RawClient client = edge.reverse()) {
            RawResponse refused = client.get("/", "X-Version: 9");

            assertThat(refused.status()).isEqualTo(406);
            assertThat(refused.bodyText())
                    .contains("sp_no_such_version", "\\\"9\\\"")
                    .doesNotContain("1.2.0");
            edge.routes(routes("default: \"1.2.0\", unknown: fall-back", false));
            edge.awaitRoutes();
            assertThat(client.get("/", "X-Version: 9").bodyText()).isEqualTo("1.2.0");
            edge.routes(routes("default: \"1.2.0\"", false));
            edge.awaitRoutes();
            assertThat(client.get("/", "X-Version: 9").status()).isEqualTo(404);
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.NO_SUCH_VERSION);
        assertThat(edge.records().get(0).status()).isEqualTo(406);
    }

    @Test
    void aRedeployPinsItselfAgain() {
        start("default: \"~1.1\"", false);
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/").bodyText()).isEqualTo("1.1.0");

            edge.health(report("1.3.0", "1.1.5"));

            Eventually.until(
                    "the range holds the other server",
                    () -> client.get("/").bodyText().equals("1.2.0"));
            assertThat(client.get("/", "X-Version: 1.1.0").status()).isEqualTo(404);
            assertThat(client.get("/", "X-Version: 1.3").bodyText()).isEqualTo("1.1.0");
        }
    }

    private HealthReport report(String ofOld, String ofCurrent) {
        return new HealthReport("router-1", 1, List.of(health(old, ofOld), health(current, ofCurrent)));
    }

    private static EndpointHealth health(ScriptedOrigin origin, String version) {
        Instant now = Instant.now();
        return new EndpointHealth(
                "shop", "http://" + origin.authority(), EndpointHealth.State.HEALTHY, version, "200", now, now);
    }

    private void start(String versions, boolean cache) {
        edge = EdgeSetup.edge().routes(routes(versions, cache)).start();
    }

    private String routes(String versions, boolean cache) {
        return """
                clusters:
                  - name: shop
                    endpoints:
                      - {url: "http://%s", version: "1.1.0"}
                      - {url: "http://%s", version: "1.2.0"}
                    info: {path: /version}
                routes:
                  - {name: shop, cluster: shop, cache: {enabled: %s}, versions: {%s}}
                """.formatted(old.authority(), current.authority(), cache, versions);
    }
}
