package io.sallyport.cache.engine;

import static io.sallyport.cache.engine.Messages.get;
import static io.sallyport.cache.engine.Messages.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.StoredHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullAnswerTest {
    private static StoredHead head(String control) {
        return stored("", 200, "Cache-Control: " + control).head();
    }

    @ParameterizedTest
    @CsvSource({
        "500, true",
        "502, true",
        "503, true",
        "504, true",
        "501, false",
        "505, false",
        "404, false",
        "200, false"
    })
    void givesStaleForTheErrorsOfRfc5861(int status, boolean stale) {
        StoredHead head = head("max-age=60, stale-if-error=30");
        assertThat(FullAnswer.staleInstead(get(""), status, head, 70, CacheRules.REVERSE))
                .isEqualTo(stale);
    }

    @Test
    void endsEachWindowToTheSecond() {
        StoredHead head = head("max-age=60, stale-if-error=30, stale-while-revalidate=20");
        assertThat(FullAnswer.staleInstead(get(""), 503, head, 89, CacheRules.REVERSE))
                .isTrue();
        assertThat(FullAnswer.staleInstead(get(""), 503, head, 90, CacheRules.REVERSE))
                .isFalse();
        assertThat(StaleUse.whileRevalidating(head, 79, CacheRules.REVERSE)).isTrue();
        assertThat(StaleUse.whileRevalidating(head, 80, CacheRules.REVERSE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"must-revalidate, max-age=60", "proxy-revalidate, max-age=60", "s-maxage=60", "max-age=60"})
    void givesNoStaleWhereItIsForbiddenOrNotAllowed(String control) {
        String window = control.equals("max-age=60") ? "" : ", stale-if-error=900";
        StoredHead head = head(control + window);
        assertThat(FullAnswer.staleInstead(get(""), 503, head, 60, CacheRules.REVERSE))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 404, 410})
    void dropsWhatTheOriginHasSomethingElseFor(int status) {
        assertThat(FullAnswer.drops(status, RefuseReason.NO_STORE)).isTrue();
        assertThat(FullAnswer.drops(status, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {304, 400, 401, 403, 412, 416, 429, 500, 503, 599})
    void keepsWhatAnErrorTellsNothingOf(int status) {
        assertThat(FullAnswer.drops(status, RefuseReason.STATUS)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = RefuseReason.class,
            names = {"AUTHORIZATION", "REQUEST", "PARTIAL"})
    void keepsWhatAnAnswerForOneRequestTellsNothingOf(RefuseReason why) {
        assertThat(FullAnswer.drops(200, why)).isFalse();
    }
}
