package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.CacheHarness.Side;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stale answers that are validated behind the client's back. */
@ExtendWith(LeakWatch.class)
class StaleWhileRevalidateTest {
    private static final String WINDOW = "Cache-Control: max-age=1000, stale-while-revalidate=1000";
    private static final Duration INTO_THE_WINDOW = Duration.ofSeconds(1500);
    private static final String LONG = "Cache-Control: max-age=9000";
    private static final Answer NOT_MODIFIED =
            Answer.raw("HTTP/1.1 304 Not Modified\r\nETag: W/\"1\"\r\n" + LONG + "\r\nX-Round: two\r\n\r\n");

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersAtOnceAndValidatesBehindTheClientsBack(Side side) {
        Gate gate = new Gate();
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            String modified = "Thu, 01 Jan 2026 00:00:00 GMT";
            cache.origin()
                    .on(
                            "/a",
                            Answer.text("kept", WINDOW, "ETag: W/\"1\"", "Last-Modified: " + modified, "X-Round: one"));
            cache.get("/a");
            cache.pass(INTO_THE_WINDOW);
            cache.origin().on("/a", NOT_MODIFIED.behind(gate));

            RawResponse stale = cache.get("/a", "Accept: x/y");
            gate.awaitArrival();
            RawResponse meanwhile = cache.get("/a");
            gate.open();
            Eventually.that(() -> assertThat(cache.get("/a").values("x-round")).containsExactly("two"));

            assertThat(stale.status()).isEqualTo(200);
            assertThat(stale.bodyText()).isEqualTo("kept");
            assertThat(stale.field("cache-status").orElseThrow())
                    .matches("Sallyport; hit; ttl=-5[0-9][0-9]; detail=stale-while-revalidate");
            assertThat(Integer.parseInt(stale.field("age").orElseThrow())).isBetween(1500, 1600);
            assertThat(meanwhile.field("cache-status").orElseThrow()).contains("stale-while-revalidate");
            assertThat(cache.asked("/a")).hasSize(2);
            RawRequest asked = cache.asked("/a").get(1);
            assertThat(asked.method()).isEqualTo("GET");
            assertThat(asked.values("if-none-match")).containsExactly("W/\"1\"");
            assertThat(asked.values("if-modified-since")).containsExactly(modified);
            assertThat(asked.values("accept")).containsExactly("x/y");
            cache.origin().assertClean();
        }
    }

    @Test
    void leavesARecordOfItsOwn() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("kept", WINDOW, "ETag: W/\"1\""));
            cache.get("/a");
            cache.pass(INTO_THE_WINDOW);
            cache.origin().on("/a", NOT_MODIFIED);
            cache.get("/a", "User-Agent: who");

            cache.awaitRecord("/a", 3);
            AccessRecord client = record(cache, "");
            AccessRecord background = record(cache, "background");
            assertThat(client.outcome()).isEqualTo(Outcome.CACHE_HIT);
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.cache()).endsWith("detail=stale-while-revalidate");
            assertThat(background.outcome()).isEqualTo(Outcome.FORWARDED);
            assertThat(background.status()).isEqualTo(304);
            assertThat(background.cache()).isEqualTo("fwd=stale; fwd-status=304; stored");
            assertThat(background.endpoint())
                    .isEqualTo("http://" + cache.origin().authority());
            assertThat(background.client()).isEqualTo("127.0.0.1");
            assertThat(background.requestId()).isEqualTo(client.requestId());
            assertThat(cache.asked("/a").get(1).values("x-request-id")).containsExactly(client.requestId());
            String figures = cache.edge().service().metrics();
            assertThat(figures).contains("sallyport_cache_background_total{result=\"answered\"} 1");
        }
    }

    private static AccessRecord record(CacheHarness cache, String track) {
        return cache.edge().records().stream()
                .filter(each -> each.path().equals("/a") && each.track().equals(track))
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void servesWhatTheValidationHasBroughtNext(Side side) {
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            cache.origin().on("/a", Answer.text("old", WINDOW));
            cache.get("/a");
            cache.pass(INTO_THE_WINDOW);
            cache.origin().on("/a", Answer.text("new", LONG));

            assertThat(cache.get("/a", "If-None-Match: \"mine\"", "Range: bytes=0-0")
                            .bodyText())
                    .isEqualTo("o");
            Eventually.that(() -> assertThat(cache.get("/a").bodyText()).isEqualTo("new"));

            assertThat(cache.asked("/a")).hasSize(2);
            RawRequest asked = cache.asked("/a").get(1);
            assertThat(asked.field("if-none-match")).isEmpty();
            assertThat(asked.field("range")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void endsWithItsWindow(Side side) {
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            cache.origin().on("/a", Answer.text("old", WINDOW, "ETag: \"1\""));
            cache.get("/a");
            cache.pass(Duration.ofSeconds(2001));
            cache.origin().on("/a", Answer.text("new", LONG));

            RawResponse late = cache.get("/a");

            assertThat(late.bodyText()).isEqualTo("new");
            assertThat(late.field("cache-status").orElseThrow()).startsWith("Sallyport; fwd=stale");
            assertThat(cache.asked("/a")).hasSize(2);
        }
    }

    @Test
    void validatesWithGetWhenAskedWithHead() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("old", WINDOW));
            cache.get("/a");
            cache.pass(INTO_THE_WINDOW);
            cache.origin().on("/a", Answer.text("newer", LONG));

            RawResponse head = cache.ask("HEAD", "/a");
            Eventually.that(() -> assertThat(cache.get("/a").bodyText()).isEqualTo("newer"));

            assertThat(head.field("content-length")).contains("3");
            assertThat(head.field("cache-status").orElseThrow()).contains("stale-while-revalidate");
            assertThat(cache.asked("/a")).extracting(RawRequest::method).containsExactly("GET", "GET");
        }
    }

    @Test
    void validatesEachVariantByItsOwnFields() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("old", WINDOW, "Vary: Accept-Language"));
            cache.get("/a", "Accept-Language: de");
            cache.get("/a", "Accept-Language: en");
            cache.pass(INTO_THE_WINDOW);
            cache.origin().on("/a", Answer.text("neu", LONG, "Vary: Accept-Language"));

            assertThat(cache.get("/a", "Accept-Language: de").bodyText()).isEqualTo("old");
            Eventually.that(
                    () -> assertThat(cache.get("/a", "Accept-Language: de").bodyText())
                            .isEqualTo("neu"));

            assertThat(cache.asked("/a")).hasSize(3);
            assertThat(cache.asked("/a").get(2).values("accept-language")).containsExactly("de");
            assertThat(cache.get("/a", "Accept-Language: en").bodyText()).isEqualTo("old");
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void keepsNothingThatIsNoLongerToBeKept(Side side) {
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            cache.origin().on("/a", Answer.text("old", WINDOW));
            cache.get("/a");
            cache.pass(INTO_THE_WINDOW);
            cache.origin().on("/a", Answer.text("secret", "Cache-Control: no-store"));

            assertThat(cache.get("/a").bodyText()).isEqualTo("old");
            cache.awaitRecord("/a", 3);
            RawResponse next = cache.get("/a");

            assertThat(next.bodyText()).isEqualTo("secret");
            assertThat(next.field("cache-status").orElseThrow()).startsWith("Sallyport; fwd=uri-miss");
        }
    }

    @Test
    void validatesEachTimeWhatHasBecomeNoCache() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("old", WINDOW));
            cache.get("/a");
            cache.pass(INTO_THE_WINDOW);
            cache.origin()
                    .on("/a", Answer.text("new", "Cache-Control: no-cache, stale-while-revalidate=9", "ETag: \"2\""));

            cache.get("/a");
            cache.awaitRecord("/a", 3);
            assertThat(cache.get("/a").bodyText()).isEqualTo("new");

            assertThat(cache.asked("/a")).hasSize(3);
            assertThat(cache.asked("/a").get(2).values("if-none-match")).containsExactly("\"2\"");
        }
    }

    @Test
    void goesOnWithTheStaleCopyWhenTheOriginFails() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE)) {
            cache.origin().on("/a", Answer.text("old", WINDOW));
            cache.get("/a");
            cache.pass(INTO_THE_WINDOW);
            cache.origin()
                    .on("/a", Answer.closeAfter("HTTP/1.1 200 OK\r\n" + LONG + "\r\nContent-Length: 9\r\n\r\ncut"));
            assertThat(cache.get("/a").bodyText()).isEqualTo("old");
            assertThat(backgroundRecord(cache, 1).outcome()).isEqualTo(Outcome.ANSWER_INCOMPLETE);
            cache.origin().on("/a", Answer.status("500 Oops", "no"));
            assertThat(cache.get("/a").bodyText()).isEqualTo("old");
            assertThat(backgroundRecord(cache, 2).status()).isEqualTo(500);
            assertThat(cache.get("/a").bodyText()).isEqualTo("old");
        }
    }

    @Test
    void letsTheNextBeginWhenTheOriginHangs() {
        try (CacheHarness cache = CacheHarness.withTime(Side.REVERSE, EdgeSetup.edge(), ", headTimeout: 300ms")) {
            cache.origin().on("/a", Answer.text("old", WINDOW));
            cache.get("/a");
            cache.pass(INTO_THE_WINDOW);
            cache.origin().on("/a", Answer.stall());

            cache.get("/a");
            cache.awaitAsked("/a", 2);
            assertThat(cache.get("/a").bodyText()).isEqualTo("old");
            assertThat(backgroundRecord(cache, 1).outcome()).isEqualTo(Outcome.ORIGIN_TIMEOUT);
            cache.origin().on("/a", Answer.text("new", LONG));
            Eventually.that(() -> assertThat(cache.get("/a").bodyText()).isEqualTo("new"));

            assertThat(cache.asked("/a")).hasSize(3);
        }
    }

    /** Waits for it: no other may begin before. */
    private static AccessRecord backgroundRecord(CacheHarness cache, int count) {
        Eventually.until(count + " background records", () -> backgrounds(cache) >= count);
        return cache.edge().records().stream()
                .filter(each -> each.track().equals("background"))
                .skip(count - 1)
                .findFirst()
                .orElseThrow();
    }

    private static long backgrounds(CacheHarness cache) {
        return cache.edge().records().stream()
                .filter(each -> each.track().equals("background"))
                .count();
    }
}
