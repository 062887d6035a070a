package io.sallyport.cache.engine;

import static io.sallyport.cache.engine.Messages.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 section 4.3.5. */
final class HeadUpdateTest {
    private static final long LATER = NOW + 100_000;
    private static final String STORED = "Cache-Control: max-age=60 ~ ETag: \"a\" ~ X-Old: 1 ~ X-Two: 1";

    @Test
    void takesTheNewFieldsAndALifetimeAnew() {
        StoredHead head = ((HeadUpdate.Updated) update("HEAD", "", 200, "Cache-Control: max-age=9 ~ X-Two: 2")).head();

        assertThat(head.ttlSeconds(LATER)).isEqualTo(9);
        assertThat(head.fields().get("x-old")).isEqualTo("1");
        assertThat(head.fields().all("x-two")).containsExactly("2");
    }

    @ParameterizedTest(name = "{0} [{1}] {2} [{3}]: {5}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "HEAD | | 200 | X-A: 1 | Updated | nothing speaks against it",
                "HEAD | | 200 | ETag: \"a\" ~ Content-Length: 10 | Updated | the same tag and length",
                "HEAD | | 200 | ETag: \"b\" | Outdated | another tag",
                "HEAD | | 200 | ETag: W/\"a\" | Outdated | not the same value",
                "HEAD | | 200 | Last-Modified: x | Outdated | a date that the stored one lacks",
                "HEAD | | 200 | Content-Length: 11 | Outdated | another length",
                "HEAD | | 200 | Cache-Control: no-store | Outdated | not to be stored any more",
                "HEAD | Authorization: x | 200 | ETag: \"a\" | Unrelated | an answer to one client alone",
                "HEAD | Cache-Control: no-store | 200 | ETag: \"a\" | Unrelated | the cache is left out of it",
                "HEAD | | 404 | ETag: \"b\" | Unrelated | only 200 tells",
                "HEAD | | 304 | ETag: \"b\" | Unrelated | only 200 tells",
                "GET | | 200 | ETag: \"b\" | Unrelated | only HEAD",
            })
    void decides(String method, String request, int status, String response, String expected, String why) {
        assertThat(update(method, request, status, response).getClass().getSimpleName())
                .as(why)
                .isEqualTo(expected);
    }

    @Test
    void aStoredErrorIsOutdatedByASuccess() {
        assertThat(HeadUpdate.decide(
                        Messages.request("HEAD", ""),
                        Messages.stored("", 404, STORED).head(),
                        10,
                        200,
                        Messages.fields("ETag: \"a\""),
                        new Timing(LATER, LATER),
                        CacheRules.FORWARD))
                .isInstanceOf(HeadUpdate.Outdated.class);
    }

    private static HeadUpdate update(String method, String request, int status, String response) {
        return HeadUpdate.decide(
                Messages.request(method, request),
                Messages.stored("", 200, STORED).head(),
                10,
                status,
                Messages.fields(response),
                new Timing(LATER, LATER),
                CacheRules.FORWARD);
    }
}
