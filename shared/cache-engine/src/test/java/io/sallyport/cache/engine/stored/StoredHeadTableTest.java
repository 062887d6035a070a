package io.sallyport.cache.engine.stored;

import static io.sallyport.cache.engine.Messages.NOW;
import static io.sallyport.cache.engine.Messages.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.CacheRules;
import io.sallyport.http.DeltaSeconds;
import io.sallyport.http.HeaderList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class StoredHeadTableTest {
    @ParameterizedTest(name = "[{0}]: {3}")
    @CsvFileSource(resources = "freshness.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void worksOutTheLifetime(String response, long lifetime, FreshnessSource source, String why) {
        StoredHead head = head(response, 0);

        assertThat(head.freshness()).as(why).isEqualTo(new Freshness(lifetime, source));
    }

    @ParameterizedTest(name = "[{0}] {1} ms, after {2} ms: {4}")
    @CsvFileSource(resources = "age.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void worksOutTheAge(String response, long delayMillis, long residentMillis, long age, String why) {
        StoredHead head = head(response, delayMillis);

        assertThat(head.ageSeconds(NOW + residentMillis)).as(why).isEqualTo(age);
    }

    @Test
    void aClockSetBackMakesNothingYounger() {
        assertThat(head("Age: 5", 0).ageSeconds(NOW - 1_000)).isEqualTo(5);
        assertThat(head("Age: 5", 0).ageSeconds(NOW - 60_000)).isEqualTo(DeltaSeconds.MAX);
        assertThat(head("Age: 5", -60_000).ageSeconds(NOW + 60_000)).isEqualTo(5);
    }

    /** RFC 9111 section 3.1. */
    @Test
    void keepsEverythingButFieldsOfTheConnectionAndAge() {
        StoredHead head = head(
                "Set-Cookie: a=b ~ Connection: close, X-Hop ~ X-Hop: 1 ~ Keep-Alive: 5 ~ Proxy-Connection: x ~ TE: x"
                        + " ~ Trailer: x ~ Transfer-Encoding: chunked ~ Upgrade: x ~ Proxy-Authenticate: x"
                        + " ~ Proxy-Authentication-Info: x ~ Proxy-Authorization: x ~ Age: 5 ~ X-Unknown: 1"
                        + " ~ Date: Mon, 23 Nov 2026 12:00:00 GMT ~ set-cookie: c=d ~ Content-Length: 3",
                0);

        assertThat(head.fields())
                .hasToString(fields("Set-Cookie: a=b ~ X-Unknown: 1 ~ Date: Mon, 23 Nov 2026 12:00:00 GMT"
                                + " ~ set-cookie: c=d ~ Content-Length: 3")
                        .toString());
    }

    /** RFC 9110 section 6.6.1. */
    @Test
    void aMissingDateIsTheTimeOfReceipt() {
        assertThat(head("X: 1", 0).fields().get("date")).isEqualTo("Mon, 23 Nov 2026 12:00:00 GMT");
        assertThat(head("Date: foo", 0).fields().all("date")).containsExactly("foo");
    }

    private static StoredHead head(String response, long delayMillis) {
        HeaderList fields = fields(response);
        ResponseControl control = ResponseControl.of(fields, CacheRules.REVERSE.targets());
        Timing timing = new Timing(NOW - delayMillis, NOW);
        return StoredHead.of(200, fields, control, VaryKey.NONE, timing, HeuristicRules.USUAL);
    }
}
