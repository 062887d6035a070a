package io.sallyport.cache.engine.partial;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.Messages;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.range.ByteRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartAdmissionTest {
    private static final String ASKED = "Range: bytes=0-1";
    private static final String PART = "Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10";

    private static PartAdmission decide(String request, String held, String response) {
        StoredHead head = held == null ? null : Messages.stored("", 200, held).head();
        return PartAdmission.decide(
                Messages.get(request), head, Messages.fields(response), Messages.AT_ONCE, CacheRules.FORWARD);
    }

    private static PartAdmission.Store stored(String request, String held, String response) {
        assertThat(decide(request, held, response)).isInstanceOf(PartAdmission.Store.class);
        return (PartAdmission.Store) decide(request, held, response);
    }

    @Test
    void isKeptUnderTheHeadOfItsWhole() {
        PartAdmission.Store store = stored(ASKED, null, PART + " ~ Content-Length: 2 ~ Content-Digest: x ~ Age: 3");

        assertThat(store.head().status()).isEqualTo(200);
        assertThat(store.head().fields().contains("content-range")).isFalse();
        assertThat(store.head().fields().contains("content-length")).isFalse();
        assertThat(store.head().fields().contains("content-digest")).isFalse();
        assertThat(store.head().ageSeconds(Messages.NOW)).isEqualTo(3);
        assertThat(store.range().range().contentRange(store.range().length())).isEqualTo("bytes 0-1/10");
        assertThat(store.joins()).isFalse();
    }

    @ParameterizedTest(name = "[{0}] {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X: 1 | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 | partial",
                "Range: lines=0-1 | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 | partial",
                "Range: bytes=0-1 ~ Range: bytes=4-5 | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 | partial",
                "Range: bytes=0-1 | Cache-Control: max-age=60 ~ ETag: \"a\" | partial",
                "Range: bytes=0-1 | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/* | partial",
                "Range: bytes=0-1 | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 11-12/10 | partial",
                "Range: bytes=0-1 | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 ~ Content-Range: bytes 0-1/10 | partial",
                "Range: bytes=0-1,4-5 | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Type: Multipart/ByteRanges; boundary=x | partial",
                "Range: bytes=0-1,4-5 | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 ~ Content-Type: multipart/byteranges; boundary=x | partial",
                "Range: bytes=0-1 | Cache-Control: max-age=60 ~ ETag: W/\"a\" ~ Content-Range: bytes 0-1/10 | partial",
                "Range: bytes=0-1 | Cache-Control: max-age=60 ~ ETag: a ~ Content-Range: bytes 0-1/10 | partial",
                "Range: bytes=0-1 | Cache-Control: max-age=60 ~ Content-Range: bytes 0-1/10 | partial",
                "Range: bytes=0-1 ~ If-Range: \"a\" | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 | partial",
                "Range: bytes=0-1 | Cache-Control: no-store ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 | no-store",
                "Range: bytes=0-1 | Cache-Control: private ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 | private",
                "Range: bytes=0-1 | Cache-Control: max-age=60 ~ Vary: * ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 | vary-any",
                "Range: bytes=0-1 ~ Authorization: x | Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 | authorization",
            })
    void isNotKept(String request, String response, String reason) {
        PartAdmission admission = decide(request, null, response);

        assertThat(admission).isInstanceOf(PartAdmission.Refuse.class);
        assertThat(((PartAdmission.Refuse) admission).reason().token()).isEqualTo(reason);
    }

    @Test
    void aDateProvesTheSameBodyWhenItIsOldEnough() {
        String range = "Cache-Control: max-age=60 ~ Content-Range: bytes 0-1/10 ~ Date: Mon, 23 Nov 2026 12:00:00 GMT"
                + " ~ Last-Modified: Mon, 23 Nov 2026 ";

        assertThat(decide(ASKED, null, range + "11:59:59 GMT")).isInstanceOf(PartAdmission.Store.class);
        assertThat(decide(ASKED, null, range + "12:00:00 GMT")).isInstanceOf(PartAdmission.Refuse.class);
    }

    @Test
    void fieldsOfTheNewPartWinAndTheOthersStay() {
        String held = "Cache-Control: max-age=5 ~ ETag: \"a\" ~ Content-Type: text/x ~ X-Round: one";
        PartAdmission.Store store = stored(
                ASKED + " ~ If-Range: \"a\"",
                held,
                "Cache-Control: max-age=60 ~ ETag: \"a\" ~ Content-Range: bytes 0-1/10 ~ X-Round: two ~ X-Round: zwei");

        assertThat(store.joins()).isTrue();
        assertThat(store.only()).isTrue();
        assertThat(store.head().fields().all("x-round")).containsExactly("two", "zwei");
        assertThat(store.head().fields().all("content-type")).containsExactly("text/x");
        assertThat(store.head().freshness().lifetimeSeconds()).isEqualTo(60);
    }

    @Test
    void whatIsHeldOfAnotherBodyGivesNothing() {
        PartAdmission.Store store =
                stored(ASKED, "Cache-Control: max-age=5 ~ ETag: \"b\" ~ Content-Type: text/x", PART);

        assertThat(store.joins()).isFalse();
        assertThat(store.head().fields().contains("content-type")).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Range: bytes=2-4 | HELD",
                "Range: bytes=5-9 | HELD",
                "Range: bytes=-1 | INCOMPLETE",
                "Range: bytes=2-4,8-9 | HELD",
                "Range: bytes=2-4,8-10 | INCOMPLETE",
                "Range: bytes=100- | HELD",
                "Range: bytes=2-4 ~ If-Range: \"a\" | HELD",
                "Range: bytes=2-4 ~ If-Range: \"b\" | INCOMPLETE",
                "Range: bytes=50-60 ~ If-None-Match: \"a\" | HELD",
                "Range: bytes=2-4 ~ If-None-Match: \"b\" | HELD",
                "Range: lines=2-4 | INCOMPLETE",
                "X: 1 | INCOMPLETE",
            })
    void answersFromWhatIsHeld(String request, PartsAnswer expected) {
        StoredHead head = stored(ASKED, null, PART).head();
        Parts<byte[]> parts = Parts.of(100, new ByteRange(2, 9), new byte[8]);

        assertThat(PartsAnswer.decide(Messages.get(request), head, parts)).isEqualTo(expected);
    }
}
