package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.CacheHarness.Side;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of what is not stored whole: they pass, are kept, and answer. */
@ExtendWith(LeakWatch.class)
class StoredPartsTest {
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String STALE = "Cache-Control: max-age=0";
    private static final String TAG = "ETag: \"r\"";
    private static final String BODY = "0123456789abcdefghij";

    /** A 206 for the bytes from first to last of {@link #BODY}. */
    private static Answer part(int first, int last, String... fieldLines) {
        String[] lines = new String[fieldLines.length + 1];
        System.arraycopy(fieldLines, 0, lines, 1, fieldLines.length);
        lines[0] = "Content-Range: bytes " + first + "-" + last + "/" + BODY.length();
        return Answer.status("206 Partial Content", BODY.substring(first, last + 1), lines);
    }

    private static RawResponse ask(CacheHarness cache, String range, String... fieldLines) {
        String[] lines = new String[fieldLines.length + 1];
        System.arraycopy(fieldLines, 0, lines, 1, fieldLines.length);
        lines[0] = "Range: bytes=" + range;
        return cache.get("/p", lines);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersWhatLiesWithinAPart(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().next(part(2, 9, FRESH, TAG, "X-Own: yes"));

            RawResponse first = ask(cache, "2-9");
            RawResponse within = ask(cache, "4-5");
            RawResponse same = ask(cache, "2-9", "If-Range: \"r\"");
            RawResponse unchanged = ask(cache, "4-5", "If-None-Match: \"r\"");
            RawResponse beyond = ask(cache, "20-");
            RawResponse several = ask(cache, "3-3,8-8");

            assertThat(cache.origin().awaitRequest(1).values("range")).containsExactly("bytes=2-9");
            assertThat(first.status()).isEqualTo(206);
            assertThat(first.bodyText()).isEqualTo("23456789");
            assertThat(first.field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
            assertThat(within.status()).isEqualTo(206);
            assertThat(within.bodyText()).isEqualTo("45");
            assertThat(within.field("content-range")).contains("bytes 4-5/20");
            assertThat(within.field("x-own")).contains("yes");
            assertThat(within.field("age")).isPresent();
            assertThat(within.field("cache-status").orElseThrow()).startsWith("Sallyport; hit; ttl=");
            within.assertClean();
            assertThat(same.bodyText()).isEqualTo("23456789");
            assertThat(unchanged.status()).isEqualTo(304);
            assertThat(beyond.status()).isEqualTo(416);
            assertThat(beyond.field("content-range")).contains("bytes */20");
            assertThat(several.bodyText()).contains("\r\n\r\n3\r\n", "\r\n\r\n8\r\n");
            assertThat(cache.asked()).isEqualTo(1);
            AccessRecord logged = cache.edge().awaitRecord(2);
            assertThat(logged.outcome()).isEqualTo(Outcome.CACHE_HIT);
            assertThat(logged.cache()).startsWith("hit");
            assertThat(logged.status()).isEqualTo(206);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void joinsPartsOfOneBodyAndAnswersTheWholeWhenNothingIsMissing(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            part(0, 7, FRESH, TAG, "X-Round: one", "X-Only: first"),
                            part(5, 14, FRESH, TAG, "X-Round: two"),
                            part(15, 19, FRESH, TAG));

            ask(cache, "0-7");
            RawResponse second = ask(cache, "5-14");
            RawResponse across = ask(cache, "6-12");
            RawResponse partly = ask(cache, "10-");
            RawResponse whole = cache.get("/p");

            assertThat(second.field("cache-status")).contains("Sallyport; fwd=partial; stored");
            assertThat(across.bodyText()).isEqualTo("6789abc");
            assertThat(across.values("x-round")).containsExactly("two");
            assertThat(across.values("x-only")).containsExactly("first");
            assertThat(partly.field("cache-status")).contains("Sallyport; fwd=partial; stored");
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.bodyText()).isEqualTo(BODY);
            assertThat(whole.field("content-length")).contains("20");
            assertThat(whole.field("content-range")).isEmpty();
            assertThat(whole.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void theWholeIsFetchedWhileOnlyPartsAreHeld(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().next(part(0, 7, FRESH, TAG), Answer.text("another body", FRESH, "ETag: \"s\""));

            ask(cache, "0-7");
            RawResponse whole = cache.get("/p");
            RawResponse part = ask(cache, "0-6");

            assertThat(cache.origin().awaitRequest(2).values("if-none-match")).isEmpty();
            assertThat(whole.bodyText()).isEqualTo("another body");
            assertThat(whole.field("cache-status")).contains("Sallyport; fwd=partial; stored");
            assertThat(part.bodyText()).isEqualTo("another");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPartOfAnotherBodyTakesThePlaceOfAll(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            part(0, 9, FRESH, TAG),
                            Answer.status(
                                    "206 Partial Content",
                                    "XYZ",
                                    FRESH,
                                    "ETag: \"s\"",
                                    "Content-Range: bytes 10-12/13"),
                            part(0, 4, FRESH, "ETag: \"t\""));

            ask(cache, "0-9");
            ask(cache, "10-12");
            RawResponse held = ask(cache, "11-");
            RawResponse gone = ask(cache, "0-4");

            assertThat(held.bodyText()).isEqualTo("YZ");
            assertThat(gone.field("etag")).contains("\"t\"");
            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void asksAboutStalePartsBeforeTheyAreUsed(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            part(2, 9, STALE, TAG, "X-Round: one"),
                            Answer.raw("HTTP/1.1 304 Not Modified\r\n" + TAG + "\r\n" + FRESH
                                    + "\r\nX-Round: two\r\n\r\n"));

            ask(cache, "2-9");
            RawResponse validated = ask(cache, "4-5", "If-None-Match: \"mine\"");
            RawResponse hit = ask(cache, "3-3");

            assertThat(cache.origin().awaitRequest(2).values("if-none-match")).containsExactly("\"r\"");
            assertThat(cache.origin().awaitRequest(2).values("range")).containsExactly("bytes=4-5");
            assertThat(validated.status()).isEqualTo(206);
            assertThat(validated.bodyText()).isEqualTo("45");
            assertThat(validated.values("x-round")).containsExactly("two");
            assertThat(validated.field("cache-status")).contains("Sallyport; fwd=stale; fwd-status=304; stored");
            assertThat(hit.bodyText()).isEqualTo("3");
            assertThat(hit.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void stalePartsAnswerInPlaceOfAnError(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            part(2, 9, STALE + ", stale-if-error=600", TAG),
                            Answer.status("503 Service Unavailable", "busy"));

            ask(cache, "2-9");
            RawResponse stale = ask(cache, "4-5");

            assertThat(stale.status()).isEqualTo(206);
            assertThat(stale.bodyText()).isEqualTo("45");
            assertThat(stale.field("cache-status").orElseThrow()).contains("fwd=stale; fwd-status=503");
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void stalePartsGiveWayToWhatTheOriginSendsInstead(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            part(2, 9, STALE, TAG),
                            Answer.status(
                                    "206 Partial Content", "YZ", FRESH, "ETag: \"s\"", "Content-Range: bytes 4-5/13"));

            ask(cache, "2-9");
            RawResponse changed = ask(cache, "4-5");
            RawResponse hit = ask(cache, "5-5");

            assertThat(changed.bodyText()).isEqualTo("YZ");
            assertThat(hit.bodyText()).isEqualTo("Z");
            assertThat(hit.field("content-range")).contains("bytes 5-5/13");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void keepsPartsForEachSelectingValue(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            part(0, 4, FRESH, "ETag: \"en\"", "Vary: Accept-Language"),
                            part(0, 4, FRESH, "ETag: \"de\"", "Vary: Accept-Language"));

            ask(cache, "0-4", "Accept-Language: en");
            RawResponse other = ask(cache, "0-4", "Accept-Language: de");
            RawResponse english = ask(cache, "0-4", "Accept-Language: en");
            RawResponse german = ask(cache, "0-4", "Accept-Language: de");

            assertThat(other.field("cache-status").orElseThrow()).contains("stored");
            assertThat(english.field("etag")).contains("\"en\"");
            assertThat(german.field("etag")).contains("\"de\"");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    /** What cannot be joined, or says something of itself that is not so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Range: bytes 0-4/20",
                "Content-Range: bytes 0-4/20|ETag: W/\"r\"",
                "Content-Range: bytes 0-4/*|ETag: \"r\"",
                "Content-Range: bytes 30-34/20|ETag: \"r\"",
                "Content-Range: bytes 0-4/4|ETag: \"r\"",
                "Content-Range: bytes 0-3/20|ETag: \"r\"",
                "Content-Range: bytes 0-5/20|ETag: \"r\"",
                "Content-Range: lines 0-4/20|ETag: \"r\"",
                "ETag: \"r\"",
                "Content-Type: multipart/byteranges; boundary=x|ETag: \"r\"",
            })
    void passesOnAndDoesNotKeep(String fields) {
        try (CacheHarness cache = new CacheHarness(Side.REVERSE)) {
            String[] lines = (FRESH + "|" + fields).split("\\|");
            cache.origin().next(Answer.status("206 Partial Content", "01234", lines), part(0, 4, "ETag: \"second\""));

            RawResponse first = ask(cache, "0-4");
            RawResponse second = ask(cache, "0-4");

            assertThat(first.status()).isEqualTo(206);
            assertThat(first.bodyText()).isEqualTo("01234");
            assertThat(first.field("cache-status").orElseThrow()).doesNotContain("stored");
            assertThat(second.field("etag")).contains("\"second\"");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void doesNotKeepAPartThatNobodyAskedFor(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().next(part(0, 4, FRESH, TAG), part(0, 4, FRESH, TAG));

            cache.get("/p");
            RawResponse second = cache.get("/p");

            assertThat(second.status()).isEqualTo(206);
            assertThat(second.field("cache-status")).contains("Sallyport; fwd=uri-miss; detail=partial");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    /** An answer to If-Range may lack most fields, and would make a whole without them. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void anAnswerToIfRangeIsOnlyJoined(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            part(10, 19, FRESH, TAG),
                            part(0, 9, FRESH, TAG, "Content-Type: text/x"),
                            part(10, 19, FRESH, TAG));

            RawResponse alone = ask(cache, "10-", "If-Range: \"r\"");
            ask(cache, "0-9");
            ask(cache, "10-", "If-Range: \"r\"");
            RawResponse whole = cache.get("/p");

            assertThat(alone.field("cache-status")).contains("Sallyport; fwd=uri-miss; detail=partial");
            assertThat(whole.field("content-type")).contains("text/x");
            assertThat(whole.bodyText()).isEqualTo(BODY);
            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPartThatBreaksOffIsNotKept(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin()
                    .next(
                            Answer.closeAfter("HTTP/1.1 206 Partial Content\r\n" + FRESH + "\r\n" + TAG
                                    + "\r\nContent-Range: bytes 0-9/20\r\nContent-Length: 10\r\n\r\n01234"),
                            Answer.raw("HTTP/1.1 206 Partial Content\r\n" + FRESH + "\r\n" + TAG
                                    + "\r\nContent-Range: bytes 0-9/20\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + "5\r\n01234\r\n0\r\n\r\n"),
                            part(0, 4, FRESH, TAG));

            try (RawClient client =
                    side == Side.REVERSE ? cache.edge().reverse() : cache.edge().forward()) {
                String target = side == Side.REVERSE ? "/p" : cache.origin().url("/p");
                client.send(Requests.head("GET", target, "Range: bytes=0-9"));
                assertThat(cache.edge().awaitRecord(1).outcome()).isEqualTo(Outcome.ANSWER_INCOMPLETE);
            }
            ask(cache, "0-9");
            RawResponse third = ask(cache, "0-4");

            assertThat(third.field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"416 Range Not Satisfiable", "400 Bad Request", "503 Service Unavailable"})
    void anErrorThatMayBeAboutThePartIsNobodyElses(String status) {
        try (CacheHarness cache = new CacheHarness(Side.REVERSE)) {
            cache.origin().next(Answer.status(status, "no such part", FRESH), Answer.text(BODY, FRESH));

            RawResponse refused = ask(cache, "0-9");
            RawResponse whole = cache.get("/p");

            assertThat(refused.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
            assertThat(refused.field("cache-status")).contains("Sallyport; fwd=uri-miss; detail=partial");
            assertThat(whole.bodyText()).isEqualTo(BODY);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void whatChangesTheTargetRemovesItsParts(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().next(part(0, 4, FRESH, TAG), Answer.text("done"), part(0, 4, FRESH, "ETag: \"s\""));

            ask(cache, "0-4");
            cache.ask("DELETE", "/p");
            RawResponse after = ask(cache, "0-4");

            assertThat(after.field("etag")).contains("\"s\"");
            assertThat(cache.asked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPartOfTheSameBodyRefreshesAStaleWhole(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().next(Answer.text(BODY, STALE, TAG, "X-Round: one"), part(2, 4, FRESH, TAG, "X-Round: two"));

            cache.get("/p");
            RawResponse part = ask(cache, "2-4");
            RawResponse whole = cache.get("/p");

            assertThat(part.field("cache-status")).contains("Sallyport; fwd=stale; stored");
            assertThat(whole.bodyText()).isEqualTo(BODY);
            assertThat(whole.values("x-round")).containsExactly("two");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPartOfAnotherBodyEndsAStaleWhole(Side side) {
        try (CacheHarness cache = new CacheHarness(side)) {
            cache.origin().next(Answer.text("old", STALE, "ETag: \"old\""), part(2, 4, FRESH, TAG));

            cache.get("/p");
            ask(cache, "2-4");
            RawResponse hit = ask(cache, "3-4");

            assertThat(hit.bodyText()).isEqualTo("34");
            assertThat(hit.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
            assertThat(cache.asked()).isEqualTo(2);
        }
    }
}
