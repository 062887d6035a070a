package io.sallyport.cache.engine;

import static io.sallyport.cache.engine.Messages.NOW;
import static io.sallyport.cache.engine.Messages.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import org.junit.jupiter.api.Test;

/** RFC 9111 sections 3.2 and 4.3.4. */
final class RefreshedTest {
    private static final String STORED = "Date: Mon, 23 Nov 2026 12:00:00 GMT ~ Cache-Control: max-age=60 ~ ETag: \"a\""
            + " ~ Content-Type: text/plain ~ Content-Length: 5 ~ Content-Encoding: br ~ X-Old: 1 ~ X-Two: 1 ~ X-Two: 2";
    private static final long LATER = NOW + 100_000;

    @Test
    void takesEveryFieldThatTheAnswerCarriesAndKeepsTheRest() {
        StoredHead head = kept("Date: Mon, 23 Nov 2026 12:01:40 GMT ~ ETag: \"a\" ~ x-two: 3 ~ X-New: 4");

        assertThat(head.fields().get("x-old")).isEqualTo("1");
        assertThat(head.fields().all("x-two")).containsExactly("3");
        assertThat(head.fields().get("x-new")).isEqualTo("4");
        assertThat(head.fields().all("date")).containsExactly("Mon, 23 Nov 2026 12:01:40 GMT");
        assertThat(head.status()).isEqualTo(200);
    }

    @Test
    void startsItsLifetimeAnew() {
        StoredHead head = kept("Cache-Control: max-age=30 ~ ETag: \"a\" ~ Age: 5");

        assertThat(head.ageSeconds(LATER)).isEqualTo(5);
        assertThat(head.ttlSeconds(LATER)).isEqualTo(25);
        assertThat(head.fields().contains("age")).isFalse();
    }

    @Test
    void withoutADateItIsAsYoungAsItsReceipt() {
        StoredHead head = kept("ETag: \"a\"");

        assertThat(head.fields().get("date")).isEqualTo("Mon, 23 Nov 2026 12:01:40 GMT");
        assertThat(head.ttlSeconds(LATER)).isEqualTo(60);
    }

    @Test
    void neverTakesWhatBelongsToTheStoredBody() {
        StoredHead head = kept("Content-Length: 0 ~ Content-Encoding: gzip ~ Content-Range: bytes 1-2/3");

        assertThat(head.fields().get("content-length")).isEqualTo("5");
        assertThat(head.fields().get("content-encoding")).isEqualTo("br");
        assertThat(head.fields().contains("content-range")).isFalse();
    }

    @Test
    void takesWhatMerelyDescribesTheBody() {
        StoredHead head = kept("Content-Type: a/b ~ Content-Foo: 1");

        assertThat(head.fields().all("content-type")).containsExactly("a/b");
        assertThat(head.fields().get("content-foo")).isEqualTo("1");
    }

    @Test
    void whatIsWithheldFromTheStoreGoesToThisClientAlone() {
        Refreshed.Kept kept = (Refreshed.Kept)
                merge("Cache-Control: max-age=9, private=\"set-cookie\" ~ Set-Cookie: a=b ~ X-New: 1 ~ ETag: \"a\"");

        assertThat(kept.head().fields().contains("set-cookie")).isFalse();
        assertThat(kept.once()).hasToString("[Set-Cookie, a=b]");
    }

    @Test
    void anotherDateSpeaksOfAnotherResponseWhereNobodyHasATag() {
        String stored = "Cache-Control: max-age=60 ~ Last-Modified: Mon, 23 Nov 2020 12:00:00 GMT";

        assertThat(merge(stored, "", "Last-Modified: Mon, 23 Nov 2020 12:00:01 GMT"))
                .isInstanceOf(Refreshed.Mismatched.class);
        assertThat(merge(stored, "", "Last-Modified: Mon, 23 Nov 2020 12:00:00 GMT"))
                .isInstanceOf(Refreshed.Kept.class);
        assertThat(merge(stored, "", "X-A: 1")).isInstanceOf(Refreshed.Kept.class);
        assertThat(merge("ETag: \"a\" ~ " + stored, "", "ETag: \"a\" ~ Last-Modified: Mon, 23 Nov 2020 12:00:01 GMT"))
                .isInstanceOf(Refreshed.Kept.class);
    }

    @Test
    void whatIsConfirmedToOneClientAloneStaysForTheOthers() {
        Refreshed.UsedOnce once = (Refreshed.UsedOnce) merge(STORED, "Authorization: x", "ETag: \"a\"");

        assertThat(once.removes()).isFalse();
        assertThat(((Refreshed.UsedOnce) merge("Cache-Control: no-store")).removes())
                .isTrue();
    }

    @Test
    void dropsFieldsOfTheConnection() {
        StoredHead head = kept("Connection: X-Hop, close ~ X-Hop: 1 ~ Keep-Alive: 5 ~ ETag: \"a\"");

        assertThat(head.fields().contains("x-hop")).isFalse();
        assertThat(head.fields().contains("connection")).isFalse();
        assertThat(head.fields().contains("keep-alive")).isFalse();
    }

    @Test
    void anotherTagSpeaksOfAnotherResponse() {
        assertThat(merge("ETag: \"b\"")).isInstanceOf(Refreshed.Mismatched.class);
        assertThat(merge("ETag: W/\"a\"")).isInstanceOf(Refreshed.Kept.class);
    }

    @Test
    void aPartingNoStoreIsAnsweredOnce() {
        Refreshed refreshed = merge("Cache-Control: no-store ~ ETag: \"a\"");

        assertThat(refreshed).isInstanceOf(Refreshed.UsedOnce.class);
        assertThat(((Refreshed.UsedOnce) refreshed).why()).isEqualTo(RefuseReason.NO_STORE);
        assertThat(((Refreshed.UsedOnce) refreshed).head().fields().get("x-old"))
                .isEqualTo("1");
    }

    @Test
    void aNewVarySelectsByTheNewRequest() {
        StoredHead head = ((Refreshed.Kept) Refreshed.merge(
                        Messages.get("Foo: 2"),
                        Messages.stored("Foo: 1", 200, STORED).head(),
                        fields("ETag: \"a\" ~ Vary: Foo"),
                        new Timing(LATER, LATER),
                        CacheRules.FORWARD))
                .head();

        assertThat(head.vary().matches(fields("Foo: 2"))).isTrue();
        assertThat(head.vary().matches(fields("Foo: 1"))).isFalse();
    }

    private static StoredHead kept(String notModified) {
        return ((Refreshed.Kept) merge(notModified)).head();
    }

    private static Refreshed merge(String notModified) {
        return merge(STORED, "", notModified);
    }

    private static Refreshed merge(String stored, String request, String notModified) {
        return Refreshed.merge(
                Messages.get(request),
                Messages.stored("", 200, stored).head(),
                fields(notModified),
                new Timing(LATER, LATER),
                CacheRules.FORWARD);
    }
}
