package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.CacheHarness.Side;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawResponse;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of what is stored whole. */
@ExtendWith(LeakWatch.class)
class RangeTest {
    private static final String FRESH = "Cache-Control: max-age=600";
    private static final String BODY = "0123456789abcdefghij";

    private static CacheHarness filled(Side side) {
        CacheHarness cache = new CacheHarness(side);
        cache.origin()
                .on("/r", Answer.text(BODY, FRESH, "ETag: \"r\"", "Content-Type: text/x", "Content-Digest: x=:AA==:"));
        cache.get("/r");
        return cache;
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersOnePartWithItsPlaceInTheWhole(Side side) {
        try (CacheHarness cache = filled(side)) {
            RawResponse part = cache.get("/r", "Range: bytes=2-4");

            assertThat(part.status()).isEqualTo(206);
            assertThat(part.bodyText()).isEqualTo("234");
            assertThat(part.field("content-range")).contains("bytes 2-4/20");
            assertThat(part.field("content-length")).contains("3");
            assertThat(part.field("content-type")).contains("text/x");
            assertThat(part.field("etag")).contains("\"r\"");
            assertThat(part.field("accept-ranges")).contains("bytes");
            assertThat(part.field("content-digest")).isEmpty();
            assertThat(part.field("age")).isPresent();
            assertThat(part.field("cache-status").orElseThrow()).startsWith("Sallyport; hit; ttl=");
            part.assertClean();
            assertThat(cache.asked()).isEqualTo(1);
            AccessRecord logged = cache.edge().awaitRecord(2);
            assertThat(logged.outcome()).isEqualTo(Outcome.CACHE_HIT);
            assertThat(logged.status()).isEqualTo(206);
            assertThat(logged.bytesOut()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersSeveralPartsInOneBodyInTheOrderAsked(Side side) {
        try (CacheHarness cache = filled(side)) {
            RawResponse parts = cache.get("/r", "Range: bytes=10-11,0-1,-1");

            assertThat(parts.status()).isEqualTo(206);
            String type = parts.field("content-type").orElseThrow();
            assertThat(type).matches("multipart/byteranges; boundary=[0-9a-f]{16}");
            String boundary = type.substring(type.indexOf('=') + 1);
            assertThat(parts.field("content-range")).isEmpty();
            assertThat(parts.bodyText())
                    .isEqualTo("""
                            \r
                            --B\r
                            Content-Type: text/x\r
                            Content-Range: bytes 10-11/20\r
                            \r
                            ab\r
                            --B\r
                            Content-Type: text/x\r
                            Content-Range: bytes 0-1/20\r
                            \r
                            01\r
                            --B\r
                            Content-Type: text/x\r
                            Content-Range: bytes 19-19/20\r
                            \r
                            j\r
                            --B--\r
                            """.replace("B\r", boundary + "\r").replace("B--", boundary + "--"));
            parts.assertClean();
            assertThat(cache.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-4,5-9", "bytes=5-9,0-6", "bytes=0-9,500-"})
    void partsThatTouchOrCannotBeHadLeaveOneThatNeedsNoMultipart(String range) {
        try (CacheHarness cache = filled(Side.REVERSE)) {
            RawResponse part = cache.get("/r", "Range: " + range);

            assertThat(part.status()).isEqualTo(206);
            assertThat(part.field("content-range")).contains("bytes 0-9/20");
            assertThat(part.bodyText()).isEqualTo("0123456789");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=20-",
                "bytes=-0",
                "bytes=9223372036854775807-",
                "bytes=9223372036854775808-9223372036854775809"
            })
    void saysHowLongTheWholeIsWhenNothingOfItIsAskedFor(String range) {
        try (CacheHarness cache = filled(Side.REVERSE)) {
            RawResponse none = cache.get("/r", "Range: " + range);

            assertThat(none.status()).isEqualTo(416);
            assertThat(none.field("content-range")).contains("bytes */20");
            assertThat(none.field("cache-control")).contains("no-store");
            assertThat(none.field("content-type")).isEmpty();
            assertThat(none.body()).isEmpty();
            none.assertClean();
            assertThat(cache.asked()).isEqualTo(1);
            assertThat(cache.edge().awaitRecord(2).status()).isEqualTo(416);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines=0-1", "bytes=4-2", "bytes=-", "bytes=x", "bytes=0-,0-,0-", "0-4", "bytes=-1--2"})
    void answersTheWholeWhenTheFieldIsOfNoUse(String range) {
        try (CacheHarness cache = filled(Side.REVERSE)) {
            RawResponse whole = cache.get("/r", "Range: " + range);

            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.bodyText()).isEqualTo(BODY);
            assertThat(whole.field("content-range")).isEmpty();
            assertThat(cache.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aThousandPartsAreTheWhole(Side side) {
        try (CacheHarness cache = filled(side)) {
            RawResponse whole = cache.get("/r", "Range: bytes=0-0" + ",2-2".repeat(1000));

            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.bodyText()).isEqualTo(BODY);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPartOfAnotherBodyIsNotGiven(Side side) {
        try (CacheHarness cache = filled(side)) {
            RawResponse same = cache.get("/r", "Range: bytes=0-1", "If-Range: \"r\"");
            RawResponse other = cache.get("/r", "Range: bytes=0-1", "If-Range: \"s\"");
            RawResponse unchanged = cache.get("/r", "Range: bytes=0-1", "If-None-Match: \"r\"");
            RawResponse head = cache.ask("HEAD", "/r", "Range: bytes=0-1");

            assertThat(same.status()).isEqualTo(206);
            assertThat(other.status()).isEqualTo(200);
            assertThat(other.bodyText()).isEqualTo(BODY);
            assertThat(unchanged.status()).isEqualTo(304);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.field("content-length")).contains("20");
            assertThat(cache.asked()).isEqualTo(1);
        }
    }
}
