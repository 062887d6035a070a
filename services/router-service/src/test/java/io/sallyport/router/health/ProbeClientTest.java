package io.sallyport.router.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class ProbeClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final ProbeClient client = new ProbeClient(vertx);

    @AfterEach
    void close() throws Exception {
        client.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void asksPlainlyAndClosesTheConnection() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start("fine")) {
            ProbeAnswer answer = get(origin, TIMEOUT);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasToString("fine");
            assertThat(answer.whole()).isTrue();
            assertThat(origin.requests().get(0).startLine()).isEqualTo("GET /health HTTP/1.1");
            origin.awaitNoConnection();
            origin.assertClean();
        }
    }

    @Test
    void takesARedirectForAnAnswer() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.status("302 Found", "", "Location: /login"))) {
            assertThat(get(origin, TIMEOUT).isSuccess()).isTrue();
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void cutsAnEndlessBody() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.stream(1L << 40))) {
            ProbeAnswer answer = get(origin, TIMEOUT);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().length()).isEqualTo(ProbeClient.BODY_MAX);
            assertThat(answer.whole()).isFalse();
            origin.awaitNoConnection();
        }
    }

    @Test
    void givesUpInTime() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.stall())) {
            assertThatThrownBy(() -> get(origin, Duration.ofMillis(50)))
                    .satisfies(failure -> assertThat(ProbeFailure.reason(failure, Duration.ofMillis(50)))
                            .isEqualTo("no answer within 50ms"));
            origin.awaitNoConnection();
        }
    }

    @Test
    void givesUpInTimeOnABodyThatNeverEnds() {
        Answer head =
                Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc").then(Answer.stall());
        try (ScriptedOrigin origin = ScriptedOrigin.start(head)) {
            assertThatThrownBy(() -> get(origin, Duration.ofMillis(100)))
                    .satisfies(failure -> assertThat(ProbeFailure.reason(failure, Duration.ofMillis(100)))
                            .isEqualTo("no answer within 100ms"));
            origin.awaitNoConnection();
        }
    }

    @Test
    void saysWhenNobodyListens() {
        EndpointDocument nobody = EndpointDocument.parse("http://127.0.0.1:" + FreePort.pick());

        assertThatThrownBy(() -> client.get(nobody, "/health", TIMEOUT).await(10, TimeUnit.SECONDS))
                .satisfies(failure ->
                        assertThat(ProbeFailure.reason(failure, TIMEOUT)).isEqualTo("connection refused"));
    }

    @Test
    void saysWhenTheConnectionIsCut() {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(Answer.closeAfter("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"))) {
            assertThatThrownBy(() -> get(origin, TIMEOUT))
                    .satisfies(failure -> assertThat(ProbeFailure.reason(failure, TIMEOUT))
                            .isEqualTo("connection closed before the answer was complete"));
        }
    }

    private ProbeAnswer get(ScriptedOrigin origin, Duration timeout) throws Exception {
        EndpointDocument endpoint = EndpointDocument.parse("http://" + origin.authority());
        return client.get(endpoint, "/health", timeout).await(10, TimeUnit.SECONDS);
    }
}
