package io.sallyport.routing.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.CorsDocument;
import io.sallyport.http.HeaderList;
import io.sallyport.routing.act.FieldChanges.Field;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest {
    private static final Cors STRICT = Cors.of(new CorsDocument(
            List.of("https://app.example", "https://*.shop.example", "http://localhost:3000"),
            List.of("PUT"),
            List.of("X-Team", "Content-Type"),
            List.of("X-Total"),
            true,
            Duration.ofMinutes(5)));
    private static final Cors OPEN = Cors.of(new CorsDocument(List.of("*"), null, List.of("*"), null, false, null));

    @ParameterizedTest
    @CsvSource({
        "https://app.example,           true",
        "https://APP.example,           true",
        "https://app.example:443,       true",
        "https://app.example:8443,      false",
        "http://app.example,            false",
        "https://app.example.evil.test, false",
        "https://notapp.example,        false",
        "https://a.shop.example,        true",
        "https://a.b.shop.example,      true",
        "https://shop.example,          false",
        "https://evilshop.example,      false",
        "https://*.shop.example,        false",
        "http://localhost:3000,         true",
        "http://localhost,              false",
        "'null',                        false",
        "https://app.example/,          false",
        "https://u@app.example,         false",
    })
    void comparesSchemePortAndWholeLabels(String origin, boolean allowed) {
        List<Field> fields = STRICT.answer(HeaderList.of("Origin", origin));

        assertThat(fields.isEmpty()).isEqualTo(!allowed);
        if (allowed) {
            assertThat(fields)
                    .containsExactly(
                            new Field("access-control-allow-origin", origin),
                            new Field("access-control-allow-credentials", "true"),
                            new Field("access-control-expose-headers", "X-Total"));
        }
    }

    @Test
    void allowsAnyoneWithoutSayingWhoAsked() {
        assertThat(OPEN.answer(HeaderList.of("Origin", "https://x.test")))
                .containsExactly(new Field("access-control-allow-origin", "*"));
        assertThat(OPEN.variesByOrigin()).isFalse();
        assertThat(STRICT.variesByOrigin()).isTrue();
        assertThat(OPEN.answer(HeaderList.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    '',                     true",
        "PUT,    'x-team, content-type', true",
        "PUT,    'X-Other',              false",
        "DELETE, '',                     false",
        "put,    '',                     false",
    })
    void answersAPreflightForWhatIsAllowedAndNothingElse(String method, String headers, boolean allowed) {
        List<Field> fields = STRICT.preflight(HeaderList.of(
                "Origin", "https://app.example",
                "Access-Control-Request-Method", method,
                "Access-Control-Request-Headers", headers));

        assertThat(fields.isEmpty()).isEqualTo(!allowed);
        if (allowed) {
            assertThat(fields)
                    .contains(
                            new Field("access-control-allow-methods", "GET, HEAD, POST, PUT"),
                            new Field("access-control-max-age", "300"));
        }
    }

    @Test
    void echoesOnlyTokensWhereAnyFieldIsAllowed() {
        assertThat(preflight("X-Any, y")).contains(new Field("access-control-allow-headers", "X-Any, y"));
        assertThat(preflight("X-Any, b@d")).isEmpty();
        assertThat(preflight("x".repeat(2000))).isEmpty();
    }

    private static List<Field> preflight(String headers) {
        return OPEN.preflight(HeaderList.of(
                "Origin", "https://x.test",
                "Access-Control-Request-Method", "GET",
                "Access-Control-Request-Headers", headers));
    }
}
