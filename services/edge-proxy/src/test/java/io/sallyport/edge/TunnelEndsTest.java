package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How tunnels end: one side after the other, by a reset, by silence. */
@ExtendWith(LeakWatch.class)
class TunnelEndsTest {
    private TunnelPair.Door door;

    @BeforeEach
    void open() {
        door = TunnelPair.Door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private EdgeHarness edge(String suite) {
        return EdgeSetup.forwardToLoopback(door.port())
                .suite(suite)
                .nativeTransport()
                .start();
    }

    @Test
    void passesOnTheClientsEndAndBringsWhatTheOriginSaysAfterIt() throws IOException {
        try (EdgeHarness edge = edge("");
                TunnelPair pair = door.tunnel(edge.forward())) {
            pair.client().send("question").halfClose();
            assertThat(pair.originReads()).isEqualTo("question");
            pair.originSends("answer");
            pair.origin().close();
            assertThat(new String(pair.client().readToEnd())).isEqualTo("answer");
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
            assertThat(logged.bytesIn()).isEqualTo(8);
            assertThat(logged.bytesOut()).isEqualTo(6);
        }
    }

    @Test
    void passesOnTheOriginsEndAndBringsWhatTheClientSaysAfterIt() throws IOException {
        try (EdgeHarness edge = edge("");
                TunnelPair pair = door.tunnel(edge.forward())) {
            pair.originSends("hello");
            pair.origin().shutdownOutput();
            assertThat(new String(pair.client().readToEnd())).isEqualTo("hello");
            pair.client().send("late").halfClose();
            assertThat(pair.originReads()).isEqualTo("late");
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
        }
    }

    @Test
    void keepsWhatAClientSendsAndEndsBeforeItHasItsAnswer() throws IOException {
        try (EdgeHarness edge = edge("");
                RawClient client = edge.forward()) {
            client.send("CONNECT " + door.authority() + " HTTP/1.1\r\nHost: x\r\n\r\nall there is")
                    .halfClose();
            try (Socket origin = door.accept()) {
                assertThat(new String(origin.getInputStream().readAllBytes())).isEqualTo("all there is");
                origin.getOutputStream().write("thanks".getBytes());
            }
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(new String(client.readToEnd())).isEqualTo("thanks");
            assertThat(edge.awaitRecord(1).bytesIn()).isEqualTo(12);
        }
    }

    /** More than the system holds for a slow reader, so that the rest has to wait for it. */
    @Test
    void bringsALotAfterTheOtherSideHasEnded() throws IOException {
        int size = 32 << 20;
        try (EdgeHarness edge = edge("");
                TunnelPair pair = door.tunnel(RawClient.connectSlow(edge.port(EdgeHarness.FORWARD)))) {
            pair.client().halfClose();
            assertThat(pair.originReads()).isEmpty();
            Thread talker = new Thread(() -> {
                try (Socket origin = pair.origin()) {
                    origin.getOutputStream().write(new byte[size]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            talker.start();
            assertThat(pair.client().readToEnd()).hasSize(size);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
        }
    }

    @Test
    void passesOnTheClientsReset() throws IOException {
        try (EdgeHarness edge = edge("");
                TunnelPair pair = door.tunnel(edge.forward())) {
            pair.client().send("x");
            assertThat(pair.origin().getInputStream().read()).isEqualTo('x');
            pair.client().reset();
            assertThat(pair.originIsReset()).isTrue();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_RESET);
        }
    }

    @Test
    void passesOnTheOriginsResetBehindWhatCameBefore() throws IOException {
        try (EdgeHarness edge = edge("");
                TunnelPair pair = door.tunnel(edge.forward())) {
            pair.originSends("last words");
            assertThat(new String(pair.client().read(10))).isEqualTo("last words");
            pair.resetOrigin();
            assertThatThrownBy(() -> pair.client().readToEnd()).isInstanceOf(UncheckedIOException.class);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_RESET);
        }
    }

    @Test
    void endsOneThatIsSilentAfterOneSideHasEnded() throws IOException {
        try (EdgeHarness edge = edge("tunnels: {halfOpen: 300ms}");
                TunnelPair pair = door.tunnel(edge.forward())) {
            pair.client().halfClose();
            assertThat(pair.originReads()).isEmpty();
            assertThat(pair.client().isClosedByPeer()).isTrue();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
        }
    }

    @Test
    void endsOneThatIsOpenForTooLongHoweverBusyItIs() throws IOException {
        try (EdgeHarness edge = edge("tunnels: {total: 600ms, idle: 60s}");
                TunnelPair pair = door.tunnel(edge.forward())) {
            Thread talker = new Thread(() -> {
                try {
                    while (true) {
                        pair.origin().getOutputStream().write(new byte[100]);
                    }
                } catch (IOException ended) {
                    // The test's end.
                }
            });
            talker.start();
            Thread reader = new Thread(() -> {
                try {
                    pair.client().readToEnd();
                } catch (UncheckedIOException ended) {
                    // The test's end.
                }
            });
            reader.start();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_EXPIRED);
            talker.join(10_000);
            reader.join(10_000);
            assertThat(talker.isAlive()).isFalse();
            assertThat(reader.isAlive()).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClientThatNeverReadsKeepsNothingBeyondItsTime() throws IOException {
        try (EdgeHarness edge = edge("tunnels: {idle: 500ms}");
                TunnelPair pair = door.tunnel(RawClient.connectSlow(edge.port(EdgeHarness.FORWARD)))) {
            Thread talker = new Thread(() -> {
                try {
                    while (true) {
                        pair.origin().getOutputStream().write(new byte[64 * 1024]);
                    }
                } catch (IOException ended) {
                    // The edge has had enough.
                }
            });
            talker.start();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_IDLE);
            talker.join(15_000);
            assertThat(talker.isAlive()).isFalse();
            Eventually.until(
                    "the client is cut off",
                    () -> edge.service().metrics().lines().anyMatch("sallyport_client_connections 0"::equals));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
