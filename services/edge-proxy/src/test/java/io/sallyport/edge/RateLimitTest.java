package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class RateLimitTest {
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        edge = EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private void policies(String rules) {
        edge.policies("rules:\n" + rules + "  - {name: open, then: {allow: {targets: [127.0.0.0/8]}}}\n");
        edge.awaitPolicies();
    }

    @Test
    void answers429WithRetryAfterBeyondTheBurst() {
        policies("  - {name: calm, then: {limit: {rate: 2/h}}}\n");
        try (RawClient client = edge.reverse()) {
            RawResponse first = client.get("/", "Host: a.test");
            client.get("/", "Host: a.test");
            RawResponse refused = client.get("/", "Host: a.test");

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.field("ratelimit-policy")).contains("\"calm\";q=2;w=3600");
            assertThat(first.field("ratelimit")).contains("\"calm\";r=1;t=1800");
            assertThat(first.field("retry-after")).isEmpty();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.field("content-type")).contains("application/problem+json");
            assertThat(refused.field("retry-after")).contains("1800");
            assertThat(refused.field("ratelimit")).contains("\"calm\";r=0;t=3600");
            assertThat(refused.bodyText()).contains("\"rule\":\"calm\"");
            refused.assertClean();
        }
        AccessRecord logged = edge.awaitRecord(3);
        assertThat(logged.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(logged.rule()).isEqualTo("calm");
        assertThat(logged.status()).isEqualTo(429);
        assertThat(origin.requests()).hasSize(2);
    }

    @Test
    void limitsTheForwardSideByTheSameRule() {
        policies("  - {name: calm, when: {listener: [egress]}, then: {limit: {rate: 1/h}}, status: 503}\n");
        try (RawClient client = edge.forward()) {
            assertThat(client.get(origin.url("/")).status()).isEqualTo(200);
            RawResponse refused = client.get(origin.url("/"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.field("retry-after")).contains("3600");
            assertThat(client.openTunnel("a.test:443").status()).isEqualTo(503);
        }
    }

    @Test
    void countsEachValueOfAFieldApart() {
        policies("  - {name: calm, then: {limit: {rate: 1/h, key: header:X-Tenant}}}\n");
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test", "X-Tenant: a").status()).isEqualTo(200);
            assertThat(client.get("/", "Host: a.test", "X-Tenant: b").status()).isEqualTo(200);
            assertThat(client.get("/", "Host: a.test", "X-Tenant: a").status()).isEqualTo(429);
        }
    }

    @Test
    void keepsBucketsOverAnEditOfAnotherRuleAndFillsThemWhenTheRateChanges() {
        policies("  - {name: calm, then: {limit: {rate: 1/h}}}\n");
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(200);
            policies("  - {name: other, when: {site: [b.test]}, then: block}\n"
                    + "  - {name: calm, then: {limit: {rate: 1/h}}}\n");
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(429);
            policies("  - {name: calm, then: {limit: {rate: 2/h}}}\n");
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(200);
        }
    }

    @Test
    void countsWhatTheCacheAnswersAndKeepsItsFieldsOutOfTheCache() {
        origin.next(io.sallyport.testkit.Answer.text("kept", "Cache-Control: max-age=60"));
        policies("  - {name: calm, then: {limit: {rate: 3/h}}}\n");
        try (RawClient client = edge.reverse()) {
            client.get("/kept", "Host: a.test");
            RawResponse hit = client.get("/kept", "Host: a.test");

            assertThat(hit.field("cache-status").orElse("")).contains("hit");
            assertThat(hit.values("ratelimit")).containsExactly("\"calm\";r=1;t=2400");
        }
    }

    @Test
    void onlyNotesWhatARuleInReportModeWouldHaveRefused() {
        policies("  - {name: trial, when: {path: [/x]}, then: block, mode: report}\n"
                + "  - {name: calm, then: {limit: {rate: 1/h}}, mode: report}\n");
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test").field("ratelimit")).isEmpty();
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(200);
            assertThat(client.get("/x", "Host: a.test").status()).isEqualTo(200);
        }
        assertThat(edge.awaitRecord(1).rule()).isEqualTo("open");
        assertThat(edge.awaitRecord(1).reported()).isEmpty();
        assertThat(edge.awaitRecord(2).rule()).isEqualTo("open");
        assertThat(edge.awaitRecord(2).reported()).isEqualTo("calm");
        assertThat(edge.awaitRecord(3).rule()).isEqualTo("open");
        assertThat(edge.awaitRecord(3).reported()).isEqualTo("trial,calm");
        assertThat(edge.awaitRecord(3).outcome()).isEqualTo(Outcome.FORWARDED);
    }
}
