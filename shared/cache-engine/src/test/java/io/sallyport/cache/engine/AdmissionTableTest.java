package io.sallyport.cache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.HeuristicRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class AdmissionTableTest {
    @ParameterizedTest(name = "{0} {1} [{2}] [{3}]: {5}")
    @CsvFileSource(resources = "admission.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void decides(String method, int status, String request, String response, String expected, String why) {
        assertThat(decision(method, status, request, response, CacheRules.FORWARD))
                .as(why)
                .isEqualTo(expected);
    }

    @Test
    void requestDirectivesAreNotHeededInFrontOfOwnServers() {
        assertThat(decision("GET", 200, "Cache-Control: no-store", "Cache-Control: max-age=60", CacheRules.REVERSE))
                .isEqualTo("STORE");
    }

    @Test
    void aResponseThatSetsACookieIsStoredWholeOrNotAtAll() {
        CacheRules rules = new CacheRules(
                true, false, HeuristicRules.USUAL, StaleRules.NONE, java.util.List.of("cdn-cache-control"));

        assertThat(decision("GET", 200, "", "Cache-Control: max-age=60 ~ Set-Cookie: a=b", rules))
                .isEqualTo("SET_COOKIE");
        assertThat(Messages.stored("", 200, "Cache-Control: max-age=60 ~ Set-Cookie: a=b")
                        .head()
                        .fields()
                        .get("set-cookie"))
                .isEqualTo("a=b");
    }

    @Test
    void selectingFieldsBeyondBoundsAreRefused() {
        String huge = "x".repeat(9000);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            many.append("f").append(i).append(',');
        }

        assertThat(decision("GET", 200, "Foo: " + huge, "Cache-Control: max-age=60 ~ Vary: Foo", CacheRules.FORWARD))
                .isEqualTo("VARY_TOO_LARGE");
        assertThat(decision("GET", 200, "", "Cache-Control: max-age=60 ~ Vary: " + many, CacheRules.FORWARD))
                .isEqualTo("VARY_TOO_LARGE");
    }

    private static String decision(String method, int status, String request, String response, CacheRules rules) {
        Admission admission = Admission.decide(
                Messages.request(method, request), status, Messages.fields(response), Messages.AT_ONCE, rules);
        return admission instanceof Admission.Refuse refuse ? refuse.reason().name() : "STORE";
    }
}
