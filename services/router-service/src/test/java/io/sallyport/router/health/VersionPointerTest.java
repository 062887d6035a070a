package io.sallyport.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionPointerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"version\":\"1.5\"}            ; /version        ; 1.5",
                "{\"build\":{\"version\":\"2\"}}  ; /build/version  ; 2",
                "{\"a/b\":{\"~\":\"3\"}}          ; /a~1b/~0        ; 3",
                "[{\"v\":\"4\"}]                  ; /0/v            ; 4",
                "{\"version\":7}                  ; /version        ; 7",
                "{\"version\":\" 1.5 \"}          ; /version        ; 1.5",
            })
    void findsTheVersion(String json, String pointer, String version) {
        assertThat(VersionPointer.find(answer(200, json, true), pointer)).contains(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"version\":\"\"}        ; /version",
                "{\"version\":null}        ; /version",
                "{\"version\":{}}          ; /version",
                "{\"version\":[1]}         ; /version",
                "{\"version\":true}        ; /version",
                "{\"version\":\"a b\"}     ; /version",
                "{\"version\":\"a\\u000a\"}; /nothing",
                "{\"version\":\"1\"}       ; /version/deeper",
                "{                         ; /version",
                "1.5                       ; /version",
                "''                        ; /version",
            })
    void findsNothingElse(String json, String pointer) {
        assertThat(VersionPointer.find(answer(200, json, true), pointer)).isEmpty();
    }

    @Test
    void believesOnlyACompleteSuccess() {
        assertThat(VersionPointer.find(answer(500, "{\"version\":\"1\"}", true), "/version"))
                .isEmpty();
        assertThat(VersionPointer.find(answer(200, "{\"version\":\"1\"}", false), "/version"))
                .isEmpty();
        assertThat(VersionPointer.find(answer(200, "{\"version\":\"" + "1".repeat(65) + "\"}", true), "/version"))
                .isEmpty();
        assertThat(VersionPointer.find(answer(200, "[".repeat(50_000), true), "/version"))
                .isEmpty();
    }

    private static ProbeAnswer answer(int status, String body, boolean whole) {
        return new ProbeAnswer(status, Buffer.buffer(body), whole);
    }
}
