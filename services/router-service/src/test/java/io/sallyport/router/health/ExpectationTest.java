package io.sallyport.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.router.health.Expectation.Verdict;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "200-399          ; 200 ; true",
                "200-399          ; 399 ; true",
                "200-399          ; 400 ; false",
                "200-399          ; 199 ; false",
                "200              ; 204 ; false",
                "200,204,300-399  ; 204 ; true",
                "200, 204         ; 204 ; true",
                "200,204,300-399  ; 205 ; false",
                "503              ; 503 ; true",
            })
    void goesByTheStatus(String statuses, int status, boolean success) {
        Verdict verdict = expectation(statuses, null).judge(answer(status, "", true));

        assertThat(verdict).isEqualTo(new Verdict(success, status + " from /health"));
    }

    @Test
    void goesByTheText() {
        Expectation expectation = expectation(null, "Zustand: grün");

        assertThat(expectation
                        .judge(answer(200, "Zustand: Zustand: grün!", true))
                        .success())
                .isTrue();
        assertThat(expectation.judge(answer(200, "Zustand: grü", true)))
                .isEqualTo(new Verdict(false, "200 from /health without the expected text"));
        assertThat(expectation.judge(answer(200, "", false)))
                .isEqualTo(new Verdict(false, "200 from /health without the expected text in the first 64 KiB"));
        assertThat(expectation.judge(answer(500, "Zustand: grün", true)).reason())
                .isEqualTo("500 from /health");
    }

    private static Expectation expectation(String statuses, String body) {
        return new Expectation(new HealthDocument(null, null, null, null, null, null, statuses, body, null, null));
    }

    private static ProbeAnswer answer(int status, String body, boolean whole) {
        return new ProbeAnswer(
                status,
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer(body),
                whole,
                new ServerLink("HTTP/1.1", false, null));
    }
}
