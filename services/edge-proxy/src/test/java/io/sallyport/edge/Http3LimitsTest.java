package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for connections of TCP holds for those of QUIC. */
class Http3LimitsTest {
    @TempDir
    private Path folder;

    private TestCertificate certificate;
    private ScriptedOrigin origin;

    @BeforeEach
    void start() {
        certificate = TestCertificate.in(folder, "shop.test");
        origin = ScriptedOrigin.start(Answer.text("hello"));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private EdgeHarness edge(LimitsConfig limits) {
        return EdgeSetup.reverseTo(origin).limits(limits).listeners(folder, """
                        listeners:
                          - name: web-tls
                            mode: reverse
                            bind: 127.0.0.1:0
                            protocols: [h3, http/1.1]
                            tls: {certificates: [{cert: shop.test.crt, key: shop.test.key}]}
                        """).start();
    }

    private TlsClient client(EdgeHarness edge) {
        return TlsClient.of(edge.port(EdgeHarness.REVERSE_TLS), "shop.test", certificate);
    }

    @Test
    void takesNoHeadBeyondTheLimit() {
        try (EdgeHarness edge = edge(LimitsConfig.defaults());
                TlsClient client = client(edge)) {
            assertThatThrownBy(() -> client.get("/", "X-Large", "x".repeat(40 * 1024)))
                    .isInstanceOf(AssertionError.class);
            assertThat(client.get("/", "X-Large", "x".repeat(8 * 1024)).body()).hasToString("hello");
        }
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void refusesConnectionsBeyondTheLimit() {
        try (EdgeHarness edge = edge(new LimitsConfig(null, 1, null, null, null, null))) {
            try (TlsClient first = client(edge);
                    TlsClient second = client(edge)) {
                assertThat(first.get("/").body()).hasToString("hello");
                assertThatThrownBy(() -> second.get("/")).isInstanceOf(AssertionError.class);
                assertThat(first.get("/").body()).hasToString("hello");
            }
            Eventually.until("a free place", () -> {
                try (TlsClient third = client(edge)) {
                    return third.get("/").body().toString().equals("hello");
                } catch (AssertionError e) {
                    return false;
                }
            });
        }
    }

    @Test
    void closesAnIdleConnection() {
        try (EdgeHarness edge = edge(new LimitsConfig(null, null, Duration.ofSeconds(2), null, null, null));
                TlsClient client = client(edge)) {
            AtomicBoolean closed = new AtomicBoolean();
            HttpClientRequest request = TlsClient.await(client.request(HttpMethod.GET, "/"));
            request.connection().closeHandler(gone -> closed.set(true));
            TlsClient.await(request.send().compose(TlsClient::whole));

            Eventually.until("closed", closed::get);
        }
    }

    @Test
    void letsAnswersFinishWhenItDrains() {
        Gate gate = new Gate();
        origin.on("/slow", Answer.text("slowly").behind(gate));
        try (EdgeHarness edge = edge(new LimitsConfig(null, null, null, null, Duration.ofSeconds(8), null));
                TlsClient client = client(edge)) {
            Future<TlsClient.Answer> slow = client.request(HttpMethod.GET, "/slow")
                    .compose(request -> request.send().compose(TlsClient::whole));
            origin.awaitRequest(1);

            Future<Void> stopped = edge.stop();
            gate.open();

            assertThat(TlsClient.await(slow).body()).hasToString("slowly");
            TlsClient.await(stopped);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.FORWARDED);
        }
    }

    @Test
    void hearsOfAClientThatGoes() {
        origin.on(
                "/endless",
                Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc").then(Answer.stall()));
        try (EdgeHarness edge = edge(LimitsConfig.defaults())) {
            try (TlsClient client = client(edge)) {
                TlsClient.await(client.request(HttpMethod.GET, "/endless").compose(HttpClientRequest::send));
            }
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CLIENT_GONE);
        }
        origin.awaitNoConnection();
    }

    @Test
    void breaksAnAnswerOffThatAServerCut() {
        origin.on("/cut", Answer.closeAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"));
        try (EdgeHarness edge = edge(LimitsConfig.defaults());
                TlsClient client = client(edge)) {
            AtomicReference<Buffer> whole = new AtomicReference<>();
            assertThatThrownBy(() -> whole.set(client.get("/cut").body())).isInstanceOf(AssertionError.class);
            assertThat(whole).hasNullValue();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ANSWER_INCOMPLETE);
            assertThat(client.get("/").body()).hasToString("hello");
        }
    }
}
