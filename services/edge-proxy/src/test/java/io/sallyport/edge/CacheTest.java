package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.CacheHarness.Side;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeakWatch.class)
class CacheTest {
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String STALE = "Cache-Control: max-age=0";

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersTheSecondRequestWithoutTheOrigin(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().on("/a", Answer.text("kept", FRESH, "Age: 100", "X-Own: yes", "Content-Type: text/plain"));

            RawResponse first = cache.get("/a");
            RawResponse second = cache.get("/a");

            assertThat(first.field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.bodyText()).isEqualTo("kept");
            assertThat(second.field("x-own")).contains("yes");
            assertThat(second.values("age"))
                    .singleElement()
                    .satisfies(age -> assertThat(Integer.parseInt(age)).isBetween(100, 110));
            assertThat(second.field("cache-status").orElseThrow()).startsWith("Sallyport; hit; ttl=");
            second.assertClean();
            assertThat(cache.asked()).isEqualTo(1);
            AccessRecord logged = cache.edge().awaitRecord(2);
            assertThat(logged.outcome()).isEqualTo(Outcome.CACHE_HIT);
            assertThat(logged.cache()).startsWith("hit");
            assertThat(logged.bytesOut()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void keepsNothingThatMayNotBeKept(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            for (String control : new String[] {"no-store", "private, max-age=60", "max-age=60, no-store"}) {
                String path = "/" + control.length();
                cache.origin().on(path, Answer.text("fresh each time", "Cache-Control: " + control));
                int before = cache.asked();

                RawResponse first = cache.get(path);
                cache.get(path);

                assertThat(cache.asked() - before).as(control).isEqualTo(2);
                assertThat(first.field("cache-status").orElseThrow())
                        .as(control)
                        .doesNotContain("stored");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void keepsOneAnswerForEachSelectingValue(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            Answer.text("english", FRESH, "Vary: Accept-Language"),
                            Answer.text("deutsch", FRESH, "Vary: Accept-Language"));

            assertThat(cache.get("/v", "Accept-Language: en").bodyText()).isEqualTo("english");
            assertThat(cache.get("/v", "Accept-Language: de").bodyText()).isEqualTo("deutsch");
            assertThat(cache.get("/v", "Accept-Language: en").bodyText()).isEqualTo("english");
            assertThat(cache.get("/v", "Accept-Language: de").bodyText()).isEqualTo("deutsch");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void asksAboutAStaleAnswerWithItsValidatorsAndMergesTheFields(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            Answer.text("body", STALE, "ETag: \"1\"", "X-Round: one"),
                            Answer.raw("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n" + FRESH
                                    + "\r\nX-Round: two\r\n\r\n"));

            cache.get("/s");
            RawResponse validated = cache.get("/s", "If-None-Match: \"mine\"");
            RawResponse hit = cache.get("/s");

            RawRequest asked = cache.origin().awaitRequest(2);
            assertThat(asked.values("if-none-match")).containsExactly("\"1\"");
            assertThat(validated.status()).isEqualTo(200);
            assertThat(validated.bodyText()).isEqualTo("body");
            assertThat(validated.values("x-round")).containsExactly("two");
            assertThat(validated.field("cache-status")).contains("Sallyport; fwd=stale; fwd-status=304; stored");
            assertThat(hit.values("x-round")).containsExactly("two");
            assertThat(hit.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
            cache.origin().assertClean();
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void takesANewAnswerWhenTheStaleOneNoLongerHolds(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().next(Answer.text("old", STALE, "ETag: \"1\""), Answer.text("new", FRESH, "ETag: \"2\""));

            cache.get("/s");
            assertThat(cache.get("/s").bodyText()).isEqualTo("new");
            assertThat(cache.get("/s").bodyText()).isEqualTo("new");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersAConditionFromTheFreshCopy(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().on("/e", Answer.text("body", FRESH, "ETag: \"7\""));

            cache.get("/e");
            RawResponse same = cache.get("/e", "If-None-Match: \"7\"");
            RawResponse other = cache.get("/e", "If-None-Match: \"8\"");

            assertThat(same.status()).isEqualTo(304);
            assertThat(same.field("etag")).contains("\"7\"");
            assertThat(same.body()).isEmpty();
            assertThat(other.status()).isEqualTo(200);
            assertThat(cache.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersAPartFromTheFreshCopy(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            String body = "0123456789".repeat(20_000);
            cache.origin().on("/e", Answer.text(body, FRESH));

            cache.get("/e");
            RawResponse part = cache.get("/e", "Range: bytes=5-150004");
            RawResponse beyond = cache.get("/e", "Range: bytes=200000-");

            assertThat(part.status()).isEqualTo(206);
            assertThat(part.field("content-range")).contains("bytes 5-150004/200000");
            assertThat(part.bodyText()).isEqualTo(body.substring(5, 150_005));
            assertThat(beyond.status()).isEqualTo(416);
            assertThat(beyond.field("content-range")).contains("bytes */200000");
            assertThat(beyond.body()).isEmpty();
            assertThat(cache.asked()).isEqualTo(1);
            AccessRecord record = cache.edge().awaitRecord(3);
            assertThat(record.status()).isEqualTo(416);
            assertThat(record.outcome()).isEqualTo(Outcome.CACHE_HIT);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersHeadFromAStoredGetButNotTheOtherWayRound(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().on("/h", Answer.text("body", FRESH));

            cache.ask("HEAD", "/h");
            assertThat(cache.get("/h").bodyText()).isEqualTo("body");
            RawResponse head = cache.ask("HEAD", "/h");

            assertThat(head.field("content-length")).contains("4");
            assertThat(head.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void forgetsWhatAnUnsafeMethodMayHaveChanged(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().on("/p", Answer.text("state", FRESH));

            cache.get("/p");
            cache.ask("POST", "/p", "Content-Length: 0");
            cache.get("/p");

            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void sharesAnAnswerToCredentialsOnlyWhenItSaysSo(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().on("/mine", Answer.text("yours alone", FRESH));
            cache.origin().on("/all", Answer.text("for all", "Cache-Control: public, max-age=600"));

            cache.get("/mine", "Authorization: Bearer x");
            cache.get("/mine");
            assertThat(cache.asked()).isEqualTo(2);
            cache.get("/all", "Authorization: Bearer x");
            cache.get("/all");
            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void passesAnAnswerThatIsTooLargeToKeep(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().on("/big", Answer.stream(9 << 20, FRESH));

            assertThat(cache.get("/big").bodyLength()).isEqualTo(9 << 20);
            assertThat(cache.get("/big").complete()).isTrue();
            assertThat(cache.asked()).isEqualTo(2);
        }
    }
}
