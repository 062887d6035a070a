package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.edge.CacheHarness.Side;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored in place of an origin that fails, and complete errors where that is forbidden. */
@ExtendWith(LeakWatch.class)
class StaleOnErrorTest {
    private static final String WINDOW = "Cache-Control: max-age=1000, stale-if-error=1000";
    private static final Duration STALE = Duration.ofSeconds(1500);

    @ParameterizedTest
    @ValueSource(strings = {"500", "502", "503", "504"})
    void answersInPlaceOfAnErrorOfTheServer(String status) {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("kept", WINDOW, "ETag: \"1\""));
            cache.get("/a");
            cache.pass(STALE);
            cache.origin().on("/a", Answer.status(status + " Oops", "x".repeat(100_000)));

            RawResponse stale = cache.get("/a");

            assertThat(stale.status()).isEqualTo(200);
            assertThat(stale.bodyText()).isEqualTo("kept");
            assertThat(Integer.parseInt(stale.field("age").orElseThrow())).isBetween(1500, 1600);
            assertThat(stale.field("cache-status").orElseThrow())
                    .matches(
                            "Sallyport; fwd=stale; fwd-status=" + status + "; ttl=-5[0-9][0-9]; detail=stale-if-error");
            assertThat(cache.asked("/a").get(1).values("if-none-match")).containsExactly("\"1\"");
            AccessRecord record = cache.awaitRecord("/a", 2);
            assertThat(record.outcome()).isEqualTo(Outcome.CACHE_HIT);
            assertThat(record.status()).isEqualTo(200);
            assertThat(record.cache()).contains("fwd-status=" + status).endsWith("detail=stale-if-error");
            cache.origin().on("/a", Answer.text("well again", WINDOW));
            assertThat(cache.get("/a").bodyText()).isEqualTo("well again");
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersForAServerThatCutsTheConnection(Side side) {
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            cache.origin().on("/a", Answer.text("k".repeat(300_000), WINDOW));
            cache.get("/a");
            cache.pass(STALE);
            for (Answer cut : new Answer[] {
                Answer.resetAfter(""), Answer.closeAfter("HTTP/1.1 200 OK\r\nA"), Answer.raw("x\r\n\r\n")
            }) {
                cache.origin().on("/a", cut);
                RawResponse stale = cache.get("/a");
                assertThat(stale.status()).isEqualTo(200);
                assertThat(stale.bodyLength()).isEqualTo(300_000);
                assertThat(stale.field("cache-status").orElseThrow())
                        .matches("Sallyport; fwd=stale; ttl=-5[0-9][0-9]; detail=stale-if-error");
                stale.assertClean();
            }
            assertThat(cache.awaitRecord("/a", 4).outcome()).isEqualTo(Outcome.CACHE_HIT);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersForAServerThatIsGone(Side side) {
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            cache.origin().on("/a", Answer.text("kept", WINDOW));
            cache.get("/a");
            cache.pass(STALE);
            cache.origin().close();

            assertThat(cache.get("/a").bodyText()).isEqualTo("kept");
            assertThat(cache.ask("HEAD", "/a").field("content-length")).contains("4");
            assertThat(cache.get("/other").status()).isEqualTo(502);
        }
    }

    @Test
    void answersForAServerThatSaysNothing() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE, EdgeSetup.edge(), ", headTimeout: 300ms")) {
            cache.origin().on("/a", Answer.text("kept", WINDOW));
            cache.get("/a");
            cache.pass(STALE);
            cache.origin().on("/a", Answer.stall());

            assertThat(cache.get("/a").bodyText()).isEqualTo("kept");
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void endsWithItsWindow(Side side) {
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            cache.origin().on("/a", Answer.text("kept", WINDOW));
            cache.get("/a");
            cache.pass(Duration.ofSeconds(2001));
            cache.origin().on("/a", Answer.status("503 Busy", "busy"));

            assertThat(cache.get("/a").status()).isEqualTo(503);
            cache.origin().on("/a", Answer.resetAfter(""));
            assertThat(cache.get("/a").status()).isEqualTo(502);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age=1000, must-revalidate, stale-if-error=9000",
                "max-age=1000, proxy-revalidate, stale-if-error=9000",
                "s-maxage=1000, stale-if-error=9000",
                "no-cache, stale-if-error=9000",
                "max-age=1000"
            })
    void answersWithACompleteErrorWhereStaleIsForbidden(String control) {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE, EdgeSetup.edge(), ", headTimeout: 300ms")) {
            cache.origin().on("/a", Answer.text("kept", "Cache-Control: " + control, "ETag: \"1\""));
            cache.get("/a");
            cache.pass(STALE);
            try (RawClient client = cache.connect()) {
                cache.origin().on("/a", Answer.resetAfter(""));
                assertComplete(cache.ask(client, "GET", "/a"), 502);
                cache.origin().on("/a", Answer.stall());
                assertComplete(cache.ask(client, "GET", "/a"), 504);
                cache.origin().on("/a", Answer.status("503 Busy", "busy"));
                assertThat(cache.ask(client, "GET", "/a").status()).isEqualTo(503);
                cache.origin().on("/a", Answer.text("well again"));
                assertThat(cache.ask(client, "GET", "/a").bodyText()).isEqualTo("well again");
            }
        }
    }

    private static void assertComplete(RawResponse error, int status) {
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.field("content-type")).contains("application/problem+json");
        assertThat(error.field("cache-status").orElseThrow()).startsWith("Sallyport; fwd=stale");
        assertThat(error.bodyText()).contains("\"status\":" + status);
        assertThat(error.complete()).isTrue();
    }

    @Test
    void answersByTheRoutesOwnWindowWhereTheServerSaysNothing() {
        try (CacheHarness cache =
                CacheHarness.withTime(Side.REVERSE, EdgeSetup.edge(), "", ", stale: {ifError: 1000s}")) {
            cache.origin().on("/a", Answer.text("kept", "Cache-Control: max-age=1000"));
            cache.get("/a");
            cache.pass(STALE);
            cache.origin().on("/a", Answer.status("503 Busy", "busy"));

            assertThat(cache.get("/a").bodyText()).isEqualTo("kept");
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersForANewAnswerThatBreaksOffBehindItsHead(Side side) {
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            cache.origin().on("/a", Answer.text("kept", WINDOW, "X-Old: yes"));
            cache.get("/a");
            cache.pass(STALE);
            cache.origin()
                    .on(
                            "/a",
                            Answer.closeAfter("HTTP/1.1 200 OK\r\nCache-Control: max-age=9\r\nX-New: yes\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n"));

            RawResponse stale = cache.get("/a");

            assertThat(stale.bodyText()).isEqualTo("kept");
            assertThat(stale.values("x-old")).containsExactly("yes");
            assertThat(stale.field("x-new")).isEmpty();
            stale.assertClean();
        }
    }

    @Test
    void answersWhenNoServerIsHealthy() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("kept", WINDOW));
            cache.get("/a");
            cache.pass(STALE);
            cache.edge().health(down(cache.origin()));
            Eventually.until("the server is left out", () -> cache.get("/b").status() == 503);

            assertThat(cache.get("/a").bodyText()).isEqualTo("kept");
        }
    }

    private static HealthReport down(ScriptedOrigin origin) {
        Instant now = Instant.now();
        EndpointHealth ill = new EndpointHealth(
                "shop", "http://" + origin.authority(), EndpointHealth.State.UNHEALTHY, "", "because", now, now);
        return new HealthReport("router-1", 1, List.of(ill));
    }

    @Test
    void keepsWhatIsStoredWhenTheNewAnswerIsCut() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("kept", WINDOW));
            cache.get("/a");
            cache.pass(STALE);
            String head = "HTTP/1.1 200 OK\r\nCache-Control: max-age=9\r\nContent-Length: 200000\r\n\r\n";
            cache.origin().on("/a", Answer.closeAfter(head + "n".repeat(100_000)));
            try (RawClient client = cache.connect()) {
                assertThat(cache.ask(client, "GET", "/a").complete()).isFalse();
            }
            cache.origin().on("/a", Answer.status("503 Busy", "busy"));

            assertThat(cache.get("/a").bodyText()).isEqualTo("kept");
        }
    }

    @Test
    void doesNotAnswerWithWhatHasBeenPurged() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("kept", WINDOW));
            cache.get("/a");
            cache.pass(STALE);
            cache.origin().on("/a", Answer.text("done"));
            cache.ask("POST", "/a", "Content-Length: 0");
            cache.origin().on("/a", Answer.status("503 Busy", "busy"));

            assertThat(cache.get("/a").status()).isEqualTo(503);
        }
    }

    /** Meanwhile the memory has let go of the stored answer, and something else was invalidated. */
    @Test
    void answersWithWhatNobodyElseHoldsAnyMore() {
        CacheConfig small = new CacheConfig(ByteSize.ofKiB(64), ByteSize.ofKiB(32), false);
        try (CacheHarness cache =
                        CacheHarness.withTime(Side.REVERSE, EdgeSetup.edge().cache(small), "");
                RawClient client = cache.connect()) {
            Gate gate = new Gate();
            cache.origin().on("/a", Answer.text("kept", WINDOW));
            cache.get("/a");
            cache.pass(STALE);
            cache.origin().on("/a", Answer.status("503 Busy", "busy").behind(gate));
            client.send("GET /a HTTP/1.1\r\nHost: test.example\r\n\r\n");
            gate.awaitArrival();
            for (int i = 0; i < 8; i++) {
                cache.origin().on("/f" + i, Answer.text("f".repeat(20_000), "Cache-Control: max-age=600"));
                for (int j = 0; j < 6; j++) {
                    cache.get("/f" + i);
                }
            }
            cache.origin().on("/other", Answer.text("done"));
            cache.ask("POST", "/other", "Content-Length: 0");
            gate.open();

            RawResponse answer = client.readResponse();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.bodyText()).isEqualTo("kept");
            assertThat(cache.origin().requests().stream()
                            .filter(each -> each.target().equals("/a")))
                    .hasSize(2);
        }
    }
}
