package io.sallyport.cache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.Authority;
import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SelectingNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Vary: Accept, Cookie | accept,cookie",
                "Vary: X-Forwarded-Proto, Accept | accept",
                "Vary: X-Forwarded-Host, X-Host, X-Original-URL | ''",
                "Vary: X-Forwarded-For, Accept | *",
                "Vary: X-Request-Id | *",
                "Vary: Via | *",
                "Vary: * | *",
                "Content-Encoding: gzip | accept-encoding",
                "Content-Encoding: identity | ''",
                "Content-Encoding: br ~ Vary: Accept-Encoding | accept-encoding",
                "Access-Control-Allow-Origin: https://a.example | origin",
                "Access-Control-Allow-Origin: https://b.example | ''",
                "Access-Control-Allow-Origin: * | ''",
                "Access-Control-Allow-Origin: https://a.example ~ Vary: Accept ~ Content-Encoding: zstd | accept,accept-encoding,origin",
            })
    void selectsByWhatReachesTheOrigin(String response, String expected) {
        assertThat(text(SelectingNames.of(facts(false), headers(response)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Vary: X-Forwarded-For, Accept | accept", "Vary: X-Forwarded-Proto | ''"})
    void nothingOfItReachesTheOpenWeb(String response, String expected) {
        assertThat(text(SelectingNames.of(facts(true), headers(response)))).isEqualTo(expected);
    }

    private static String text(FieldNames names) {
        return names.any() ? "*" : String.join(",", names.names());
    }

    private static HeaderList headers(String lines) {
        String[] flat = java.util.Arrays.stream(lines.split(" ~ "))
                .flatMap(line -> java.util.Arrays.stream(line.split(": ", 2)))
                .toArray(String[]::new);
        return HeaderList.of(flat);
    }

    private static RequestFacts facts(boolean forward) {
        return new RequestFacts(
                "web",
                forward,
                "GET",
                "http",
                Authority.parse("a.example"),
                "/",
                null,
                IpAddress.parse("192.0.2.1"),
                HeaderList.of("Origin", "https://a.example"));
    }
}
