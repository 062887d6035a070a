package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.Pattern;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Much more than any buffer, each byte checked, and never more on the way than buffers hold. */
@ExtendWith(LeakWatch.class)
class LargeTransferTest {
    private static final int PIECE = 26 * 1024;
    private static final long TOTAL = 4000L * PIECE;
    /** Socket buffers of four sockets and our write queues; the kernel alone may take 6 MB on each. */
    private static final long ON_THE_WAY = 40L << 20;

    private final AtomicLong sent = new AtomicLong();
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("unused");
        edge = EdgeSetup.forwardToLoopback(origin.port())
                .routes(EdgeSetup.routesTo(origin, ""))
                .start();
        origin.on("/down", (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + TOTAL + "\r\n\r\n");
            for (long at = 0; at < TOTAL; at += PIECE) {
                connection.send(Pattern.at(at, PIECE));
                sent.addAndGet(PIECE);
            }
        });
        origin.on("/up", Answer.onHead((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n");
            checkPattern(connection.input(), TOTAL);
            connection.send("ok");
            connection.close();
        }));
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    @Test
    void downloadsThroughTheReverseSide() {
        try (RawClient client = edge.reverse()) {
            download(client, "/down");
        }
    }

    @Test
    void downloadsThroughTheForwardSide() {
        try (RawClient client = edge.forward()) {
            download(client, origin.url("/down"));
        }
    }

    @Test
    void downloadsThroughATunnel() {
        try (RawClient client = edge.forward()) {
            client.openTunnel(origin.authority());
            download(client, "/down");
        }
        assertThat(edge.awaitRecord(1).bytesOut()).isGreaterThan(TOTAL);
    }

    @Test
    void uploadsThroughATunnel() {
        try (RawClient client = edge.forward()) {
            client.openTunnel(origin.authority());
            client.send("PUT /up HTTP/1.1\r\nHost: x\r\nContent-Length: " + TOTAL + "\r\n\r\n");
            for (long at = 0; at < TOTAL; at += PIECE) {
                client.send(Pattern.at(at, PIECE));
            }
            assertThat(client.readResponse().bodyText()).isEqualTo("ok");
        }
        assertThat(edge.awaitRecord(1).bytesIn()).isGreaterThan(TOTAL);
    }

    @Test
    void pausesTheOriginWhileTheClientDoesNotRead() {
        try (RawClient client = RawClient.connectSlow(edge.port(EdgeHarness.REVERSE))) {
            pausesWhileNotRead(client);
        }
    }

    @Test
    void pausesTheOriginWhileTheClientDoesNotReadItsTunnel() {
        try (RawClient client = RawClient.connectSlow(edge.port(EdgeHarness.FORWARD))) {
            client.openTunnel(origin.authority());
            pausesWhileNotRead(client);
        }
    }

    private void pausesWhileNotRead(RawClient client) {
        client.send("GET /down HTTP/1.1\r\nHost: x\r\n\r\n");
        origin.awaitRequest(1);
        Stillness.await(sent::get);
        assertThat(sent.get()).isLessThan(ON_THE_WAY);
        checkDownload(client, TOTAL / 10);
    }

    private static void download(RawClient client, String target) {
        client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        checkDownload(client, TOTAL);
    }

    private static void checkDownload(RawClient client, long bytes) {
        RawResponse head = client.readHead();
        assertThat(head.status()).isEqualTo(200);
        try {
            checkPattern(client.input(), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void checkPattern(InputStream in, long bytes) throws IOException {
        for (long at = 0; at < bytes; at += PIECE) {
            byte[] piece = in.readNBytes(PIECE);
            if (piece.length < PIECE) {
                throw new EOFException("ended at " + (at + piece.length));
            }
            if (!Arrays.equals(piece, Pattern.at(at, PIECE))) {
                throw new AssertionError("wrong bytes after " + at);
            }
        }
    }
}
