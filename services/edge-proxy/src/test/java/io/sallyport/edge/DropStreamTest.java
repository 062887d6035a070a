package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule that drops resets a stream and leaves its connection to the others. */
class DropStreamTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"HTTP_2, 8", "HTTP_3, 268"})
    void resetsTheStreamAlone(HttpVersion version, long code) {
        TestCertificate server = TestCertificate.in(folder, "shop.test");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("hello"));
                EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .listeners(folder, """
                                listeners:
                                  - name: web-tls
                                    mode: reverse
                                    bind: 127.0.0.1:0
                                    protocols: [h3, h2, http/1.1]
                                    tls: {certificates: [{cert: shop.test.crt, key: shop.test.key}]}
                                """)
                        .policies("rules: [{name: silence, when: {path: [/drop]}, then: drop}]\n")
                        .start();
                TlsClient client =
                        new TlsClient(version, edge.port(EdgeHarness.REVERSE_TLS), "shop.test", server, null)) {
            assertThat(client.get("/").head().statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> client.get("/drop"))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            StreamResetException.class,
                            reset -> assertThat(reset.getCode()).isEqualTo(code));
            assertThat(client.get("/").head().statusCode()).isEqualTo(200);

            assertThat(edge.awaitRecord(3).outcome()).isEqualTo(Outcome.FORWARDED);
            assertThat(edge.records().get(1).outcome()).isEqualTo(Outcome.RULE_DROPPED);
            assertThat(edge.records().get(1).rule()).isEqualTo("silence");
        }
    }
}
