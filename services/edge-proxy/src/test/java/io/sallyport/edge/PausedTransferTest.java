package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Transfers that end while one side does not read: nothing is lost that was sent, and nothing is kept. */
@ExtendWith(LeakWatch.class)
class PausedTransferTest {
    private static final int ROUNDS = 10;
    private static final int SIZE = 32 << 20;

    private final AtomicLong sent = new AtomicLong();
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("unused");
        edge = EdgeSetup.forwardToLoopback(origin.port())
                .routes(EdgeSetup.routesTo(origin, ""))
                .start();
        origin.on("/endless", (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
            while (!connection.isClosed()) {
                connection.send(new byte[65536]);
                sent.addAndGet(65536);
            }
        });
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
        System.gc(); // the leak detector reports what the collector finds
    }

    @Test
    void keepsNothingOfADownloadWhoseClientGoes() {
        for (int round = 0; round < ROUNDS; round++) {
            try (RawClient client = RawClient.connectSlow(edge.port(EdgeHarness.REVERSE))) {
                client.send("GET /endless HTTP/1.1\r\nHost: t\r\n\r\n");
                origin.awaitRequest(round + 1);
                Stillness.await(sent::get);
                client.reset();
            }
            origin.awaitNoConnection();
        }
    }

    @Test
    void keepsNothingOfAnUploadThatItsOriginDoesNotRead() {
        for (int round = 0; round < ROUNDS; round++) {
            origin.next(Answer.onHead((request, connection) -> connection.close()));
            try (RawClient client = edge.reverse()) {
                client.send("POST /x HTTP/1.1\r\nHost: t\r\nContent-Length: " + SIZE + "\r\n\r\n");
                client.send(new byte[SIZE]);
                client.readResponse();
            } catch (UncheckedIOException cut) {
                assertThat(cut).hasMessageNotContaining("timed out");
            }
            origin.awaitNoConnection();
        }
    }

    @Test
    void deliversAllThatAnOriginSentBeforeItClosedUnderASlowClient() {
        for (int size : new int[] {100_000, 1 << 20, 4 << 20, SIZE}) {
            origin.on("/" + size, Answer.stream(size).thenClose());
            try (RawClient client = RawClient.connectSlow(edge.port(EdgeHarness.REVERSE))) {
                client.send("GET /" + size + " HTTP/1.1\r\nHost: t\r\n\r\n");
                origin.awaitRequest(1);
                Stillness.await(() -> origin.openConnections());
                RawResponse response = client.readResponse();
                assertThat(response.bodyLength()).isEqualTo(size);
            }
        }
    }

    @Test
    void deliversAllThatAnOriginSentThroughATunnelBeforeItClosed() {
        for (int size : new int[] {100_000, 1 << 20, 4 << 20}) {
            origin.on("/" + size, Answer.stream(size).thenClose());
            try (RawClient client = RawClient.connectSlow(edge.port(EdgeHarness.FORWARD))) {
                client.openTunnel(origin.authority());
                client.send("GET /" + size + " HTTP/1.1\r\nHost: t\r\n\r\n");
                Stillness.await(() -> origin.openConnections());
                assertThat(client.readResponse().bodyLength()).isEqualTo(size);
            }
        }
    }
}
