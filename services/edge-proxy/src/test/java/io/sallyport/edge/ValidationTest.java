package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.CacheHarness.Side;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose conditions go to the origin, and from what a client's are answered. */
@ExtendWith(LeakWatch.class)
class ValidationTest {
    private static final String STALE = "Cache-Control: max-age=0";
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";

    private static Answer notModified(String... fieldLines) {
        return Answer.raw("HTTP/1.1 304 Not Modified\r\n" + String.join("\r\n", fieldLines) + "\r\n\r\n");
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersTheClientsConditionFromWhatTheOriginHasConfirmed(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            Answer stored = Answer.text("body", STALE, "ETag: W/\"1\"", "Last-Modified: " + MODIFIED);
            cache.origin().next(stored);
            cache.get("/s");
            cache.origin().on("/s", notModified(STALE, "X-Round: two"));

            RawResponse same = cache.get("/s", "If-None-Match: \"0\", \"1\"");
            RawResponse other = cache.get("/s", "If-None-Match: \"2\"", "If-Modified-Since: " + MODIFIED);
            RawResponse since = cache.get("/s", "If-Modified-Since: " + MODIFIED);
            RawResponse before = cache.get("/s", "If-Modified-Since: Wed, 31 Dec 2025 23:59:59 GMT");

            assertThat(same.status()).isEqualTo(304);
            assertThat(same.values("etag")).containsExactly("W/\"1\"");
            assertThat(same.values("x-round")).containsExactly("two");
            assertThat(same.field("cache-status")).contains("Sallyport; fwd=stale; fwd-status=304; stored");
            assertThat(other.status()).isEqualTo(200);
            assertThat(other.bodyText()).isEqualTo("body");
            assertThat(since.status()).isEqualTo(304);
            assertThat(before.status()).isEqualTo(200);
            assertThat(cache.asked()).isEqualTo(5);
            for (RawRequest asked : cache.asked("/s").subList(1, 5)) {
                assertThat(asked.values("if-none-match")).containsExactly("W/\"1\"");
                assertThat(asked.values("if-modified-since")).containsExactly(MODIFIED);
            }
            AccessRecord record = cache.awaitRecord("/s", 2);
            assertThat(record.status()).isEqualTo(304);
            cache.origin().assertClean();
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersTheClientsConditionFromWhatHasTakenThePlaceOfWhatWasStored(Side side) {
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            String body = "new".repeat(100_000);
            cache.origin().on("/s", Answer.text("old", "Cache-Control: max-age=1000", "ETag: \"1\""));
            cache.get("/s");
            cache.pass(Duration.ofSeconds(1001));
            cache.origin().on("/s", Answer.text(body, FRESH, "ETag: \"2\""));

            RawResponse same = cache.get("/s", "If-None-Match: \"2\"");
            RawResponse next = cache.get("/s");

            assertThat(same.status()).isEqualTo(304);
            assertThat(same.values("etag")).containsExactly("\"2\"");
            assertThat(same.field("cache-status")).contains("Sallyport; fwd=stale; fwd-status=200; stored");
            assertThat(next.bodyText()).isEqualTo(body);
            assertThat(cache.asked("/s")).hasSize(2);
            assertThat(cache.asked("/s").get(1).values("if-none-match")).containsExactly("\"1\"");
            assertThat(cache.awaitRecord("/s", 2).status()).isEqualTo(304);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void letsNoConditionThroughWhenWhatIsStoredHasNoValidator(Side side) {
        try (CacheHarness cache = CacheHarness.withTime(side)) {
            cache.origin().on("/s", Answer.text("old", "Cache-Control: max-age=1000"));
            cache.get("/s");
            cache.pass(Duration.ofSeconds(1001));
            cache.origin().on("/s", Answer.text("new", FRESH, "ETag: \"2\""));

            RawResponse got = cache.get("/s", "If-None-Match: \"mine\"", "If-Modified-Since: " + MODIFIED);

            assertThat(got.bodyText()).isEqualTo("new");
            RawRequest asked = cache.asked("/s").get(1);
            assertThat(asked.field("if-none-match")).isEmpty();
            assertThat(asked.field("if-modified-since")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void passesA304ThroughWhenNothingIsStored(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().next(notModified("ETag: \"1\"", FRESH, "X-Own: yes"), Answer.text("body", FRESH));

            RawResponse unchanged = cache.get("/s", "If-None-Match: \"1\"", "If-Modified-Since: " + MODIFIED);
            RawResponse next = cache.get("/s");

            assertThat(unchanged.status()).isEqualTo(304);
            assertThat(unchanged.values("x-own")).containsExactly("yes");
            assertThat(unchanged.field("cache-status")).contains("Sallyport; fwd=uri-miss; detail=not-modified");
            assertThat(unchanged.field("age")).isEmpty();
            assertThat(cache.asked("/s").get(0).values("if-none-match")).containsExactly("\"1\"");
            assertThat(cache.asked("/s").get(0).values("if-modified-since")).containsExactly(MODIFIED);
            assertThat(next.bodyText()).isEqualTo("body");
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void asksAgainWhenA304SpeaksOfAnotherAnswer(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            Answer.text("old", STALE, "ETag: \"1\""),
                            notModified("ETag: \"2\""),
                            Answer.text("new", FRESH, "ETag: \"2\""));
            cache.get("/s");

            RawResponse got = cache.get("/s", "If-None-Match: \"mine\"");

            assertThat(got.status()).isEqualTo(200);
            assertThat(got.bodyText()).isEqualTo("new");
            assertThat(cache.asked("/s").get(1).values("if-none-match")).containsExactly("\"1\"");
            assertThat(cache.asked("/s").get(2).field("if-none-match")).isEmpty();
            assertThat(cache.get("/s").bodyText()).isEqualTo("new");
            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @Test
    void validatesWithOurValidatorsWhatAClientWantsChecked() {
        try (CacheHarness cache = new CacheHarness(Side.FORWARD)) {
            cache.origin().next(Answer.text("body", FRESH, "ETag: \"1\""), notModified("ETag: \"1\""));
            cache.get("/s");

            RawResponse checked = cache.get("/s", "Cache-Control: no-cache", "If-None-Match: \"mine\"");

            assertThat(checked.bodyText()).isEqualTo("body");
            assertThat(checked.field("cache-status")).contains("Sallyport; fwd=request; fwd-status=304; stored");
            assertThat(cache.asked("/s").get(1).values("if-none-match")).containsExactly("\"1\"");
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void leavesPreconditionsToTheOrigin(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            Answer.text("body", FRESH, "ETag: \"1\""),
                            Answer.status("412 Precondition Failed", "no"),
                            Answer.status("412 Precondition Failed", "no"));
            cache.get("/s");

            RawResponse match = cache.get("/s", "If-Match: \"2\"");
            RawResponse since = cache.get("/s", "If-Unmodified-Since: " + MODIFIED);

            assertThat(match.status()).isEqualTo(412);
            assertThat(match.bodyText()).isEqualTo("no");
            assertThat(since.status()).isEqualTo(412);
            assertThat(cache.asked("/s").get(1).values("if-match")).containsExactly("\"2\"");
            assertThat(cache.asked("/s").get(2).values("if-unmodified-since")).containsExactly(MODIFIED);
            assertThat(cache.get("/s").bodyText()).isEqualTo("body");
            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void forgetsWhatHasGivenWayToSomethingThatIsNotKept(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            Answer.text("old", STALE, "ETag: \"1\""),
                            Answer.text("mine", "Cache-Control: no-store"),
                            Answer.text("new", FRESH));
            cache.get("/s");

            assertThat(cache.get("/s").bodyText()).isEqualTo("mine");
            assertThat(cache.get("/s").field("cache-status").orElseThrow()).startsWith("Sallyport; fwd=uri-miss");
            assertThat(cache.asked("/s").get(2).field("if-none-match")).isEmpty();
        }
    }
}
