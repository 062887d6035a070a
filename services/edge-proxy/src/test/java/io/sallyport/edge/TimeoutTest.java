package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing waits for ever. Time-outs are short here, and reads of the client wait much longer than they do. */
@ExtendWith(LeakWatch.class)
class TimeoutTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofSeconds(60);

    private ScriptedOrigin origin;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private EdgeHarness edge(UpstreamConfig upstream) {
        return EdgeSetup.reverseTo(origin).upstream(upstream).start();
    }

    private EdgeHarness edge(Duration idle, Duration headerTimeout) {
        return EdgeSetup.reverseTo(origin)
                .limits(new LimitsConfig(null, null, idle, headerTimeout, null, null))
                .start();
    }

    @Test
    void answers504WhenNobodyAcceptsInTime() throws IOException {
        UpstreamConfig upstream = new UpstreamConfig(SOON, LATE, LATE, null, null, null);
        try (FullBacklog full = new FullBacklog();
                EdgeHarness edge = EdgeSetup.forwardToLoopback(full.port())
                        .upstream(upstream)
                        .start();
                RawClient client = edge.forward();
                RawClient tunneller = edge.forward()) {
            RawResponse response = client.get("http://127.0.0.1:" + full.port() + "/");
            assertThat(response.status()).isEqualTo(504);
            assertThat(response.field("proxy-status")).contains("Sallyport; error=connection_timeout");
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CONNECT_TIMEOUT);
            assertThat(tunneller.openTunnel("127.0.0.1:" + full.port()).status())
                    .isEqualTo(504);
        }
    }

    @Test
    void answers504WhenTheHeadDoesNotCome() {
        origin.on("/stall", Answer.stall());
        try (EdgeHarness edge = edge(new UpstreamConfig(null, SOON, LATE, null, null, null));
                RawClient client = edge.reverse()) {
            RawResponse response = client.get("/stall");
            assertThat(response.status()).isEqualTo(504);
            response.assertClean();
            assertThat(client.get("/").status()).isEqualTo(200);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ORIGIN_TIMEOUT);
        }
        origin.awaitNoConnection();
    }

    @Test
    void takesTheRoutesOwnTimeForTheHead() {
        origin.on("/stall", Answer.stall());
        try (EdgeHarness edge = EdgeSetup.edge()
                        .routes(EdgeSetup.routesTo(origin, ", headTimeout: 300ms"))
                        .start();
                RawClient client = edge.reverse()) {
            assertThat(client.get("/stall").status()).isEqualTo(504);
        }
    }

    @Test
    void breaksOffWhenTheBodyStops() {
        origin.on(
                "/stops",
                Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc").then(Answer.stall()));
        try (EdgeHarness edge = edge(new UpstreamConfig(null, LATE, SOON, null, null, null));
                RawClient client = edge.reverse()) {
            RawResponse response = client.get("/stops");
            assertThat(response.complete()).isFalse();
            assertThat(response.bodyText()).isEqualTo("abc");
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ORIGIN_TIMEOUT);
        }
        origin.awaitNoConnection();
    }

    @Test
    void answers408WhenTheRequestBodyStops() {
        try (EdgeHarness edge = edge(new UpstreamConfig(null, LATE, SOON, null, null, null));
                RawClient client = edge.reverse()) {
            client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nabc");
            assertThat(client.readResponse().status()).isEqualTo(408);
            assertThat(client.isClosedByPeer()).isTrue();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.REQUEST_TIMEOUT);
        }
        origin.awaitNoConnection();
    }

    @Test
    void closesAConnectionWhoseFirstHeadDoesNotCome() {
        try (EdgeHarness edge = edge(LATE, SOON);
                RawClient silent = edge.reverse();
                RawClient slow = edge.reverse()) {
            slow.send("GET / HTTP/1.1\r\nHost: t");
            assertThat(silent.isClosedByPeer()).isTrue();
            assertThat(slow.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void closesAConnectionThatLiesIdle() {
        try (EdgeHarness edge = edge(SOON, LATE);
                RawClient client = edge.reverse()) {
            assertThat(client.get("/").status()).isEqualTo(200);
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void closesNoConnectionThatWaitsForItsAnswer() {
        Gate gate = new Gate();
        origin.on("/held", Answer.text("held").behind(gate));
        try (EdgeHarness edge = edge(SOON, SOON);
                RawClient waiting = edge.reverse();
                RawClient idle = edge.reverse()) {
            waiting.send("GET /held HTTP/1.1\r\nHost: t\r\n\r\n");
            gate.awaitArrival();
            assertThat(idle.isClosedByPeer()).isTrue();
            gate.open();
            assertThat(waiting.readResponse().bodyText()).isEqualTo("held");
        }
    }

    @Test
    void closesOriginConnectionsThatLieIdle() {
        try (EdgeHarness edge = edge(new UpstreamConfig(null, null, null, SOON, null, null));
                RawClient client = edge.reverse()) {
            client.get("/");
            origin.awaitNoConnection();
            assertThat(client.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void closesConnectionsBeyondTheLimit() {
        LimitsConfig two = new LimitsConfig(null, 2, null, null, null, null);
        try (EdgeHarness edge = EdgeSetup.reverseTo(origin).limits(two).start();
                RawClient first = edge.reverse()) {
            assertThat(first.get("/").status()).isEqualTo(200);
            try (RawClient second = edge.reverse()) {
                assertThat(second.get("/").status()).isEqualTo(200);
                try (RawClient third = edge.reverse()) {
                    third.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
                    assertThat(third.isClosedByPeer()).isTrue();
                }
            }
            assertThat(first.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void answers503WhenTooManyWaitForAConnection() {
        Gate gate = new Gate();
        origin.on("/held", Answer.text("held").behind(gate));
        LimitsConfig oneLoop = new LimitsConfig(null, null, null, null, null, 1);
        UpstreamConfig narrow = new UpstreamConfig(null, null, null, null, 1, 1);
        try (EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .limits(oneLoop)
                        .upstream(narrow)
                        .start();
                RawClient first = edge.reverse();
                RawClient second = edge.reverse();
                RawClient third = edge.reverse()) {
            first.send("GET /held HTTP/1.1\r\nHost: t\r\n\r\n");
            gate.awaitArrival();
            second.send("GET /a HTTP/1.1\r\nHost: t\r\n\r\n");
            third.send("GET /b HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.OVERLOADED);
            gate.open();
            List<Integer> statuses = new ArrayList<>();
            for (RawClient client : List.of(first, second, third)) {
                statuses.add(client.readResponse().status());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 200, 503);
        }
    }

    /** A listening socket whose queue of connections is full: the next one gets no answer to its SYN. */
    private static final class FullBacklog implements AutoCloseable {
        private final ServerSocket server;
        private final List<Socket> queued = new ArrayList<>();

        FullBacklog() throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
            try {
                for (int i = 0; i < 16; i++) {
                    Socket socket = new Socket();
                    queued.add(socket);
                    socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 200);
                }
            } catch (IOException full) {
                return;
            }
            throw new AssertionError("the queue never fills");
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() {
            try {
                for (Socket socket : queued) {
                    socket.close();
                }
                server.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
