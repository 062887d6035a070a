package io.sallyport.http.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcFieldsTest {
    @ParameterizedTest
    @CsvSource({
        "400, 3", "401, 16", "403, 7", "404, 12", "405, 12", "407, 16", "408, 4", "413, 8", "418, 2", "429, 8",
        "431, 8", "451, 7", "499, 1", "500, 13", "501, 12", "502, 14", "503, 14", "504, 4", "508, 13", "599, 13"
    })
    void findsTheCodeOfAStatus(int status, int code) {
        assertThat(GrpcStatus.of(status)).isEqualTo(code);
    }

    @Test
    void encodesAMessage() {
        assertThat(GrpcStatus.message("100% of \u00fc\n")).isEqualTo("100%25 of %C3%BC%0A");
    }

    @ParameterizedTest
    @CsvSource({
        "1H, 3600000000000",
        "2M, 120000000000",
        "3S, 3000000000",
        "250m, 250000000",
        "7u, 7000",
        "99999999n, 99999999",
        "0S, 0"
    })
    void readsATimeout(String text, long nanos) {
        assertThat(GrpcTimeout.parse(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S", "1", "1s", "-1S", "1.5S", "123456789S", " 1S", "1S "})
    void takesNothingElseForATimeout(String text) {
        assertThat(GrpcTimeout.parse(text)).isEqualTo(-1);
        assertThat(GrpcTimeout.parse(null)).isEqualTo(-1);
    }
}
