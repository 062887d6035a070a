package io.sallyport.edge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskedTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/logs?since=1h&limit=2, /v1/logs?since=1h&limit=2",
        "/v1/logs?token=abc&since=1h, /v1/logs?token=***&since=1h",
        "/v1/logs?a=1&Access_Token=abc, /v1/logs?a=1&Access_Token=***",
        "/v1/logs?%74oken=abc, /v1/logs?%74oken=***",
        "/v1/logs?x=1;pass%77ord=abc, /v1/logs?x=1;pass%77ord=***",
        "/v1/logs?%zz=abc, /v1/logs?%zz=***",
        "/v1/logs?url=http://ann:secret@shop.test/, /v1/logs?url=http://***@shop.test/",
        "/v1/logs?price=$1, /v1/logs?price=$1",
        "/v1/logs??token=abc, /v1/logs??token=***",
        "/v1/logs?token&a=1&token=abc, /v1/logs?token&a=1&token=***"
    })
    void hidesSecretsInTargets(String target, String masked) {
        assertThat(Masked.target(target)).isEqualTo(masked);
    }

    /** Quadratic time would be hours. */
    @Test
    @Timeout(60)
    void takesARunOfDelimitersInOnePass() {
        String run = "?".repeat(1 << 20);

        assertThat(Masked.target(run)).isEqualTo(run);
    }
}
