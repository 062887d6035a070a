package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stop that is asked for while requests are under way. */
@ExtendWith(LeakWatch.class)
class DrainTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration OVERRUN = Duration.ofSeconds(1);

    private static final int CROWD = 8;

    private ScriptedOrigin origin;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private EdgeHarness edge(Duration drain) {
        return EdgeSetup.forwardToLoopback(origin.port())
                .usualStop()
                .routes(EdgeSetup.routesTo(origin, ""))
                .drain(drain)
                .start();
    }

    @Test
    void finishesRequestsUnderWayAndRefusesNewConnections() {
        Gate gate = new Gate();
        List<RawClient> clients = new ArrayList<>();
        try (EdgeHarness edge = edge(LONG)) {
            for (int i = 0; i < 20; i++) {
                origin.on("/" + i, Answer.text("n" + i).behind(gate));
                clients.add(edge.reverse().send("GET /" + i + " HTTP/1.1\r\nHost: t\r\n\r\n"));
            }
            origin.awaitRequest(20);
            int port = edge.port(EdgeHarness.REVERSE);

            Future<Void> stopped = edge.stop();
            awaitRefusal(port);
            assertThat(stopped.isComplete()).isFalse();
            gate.open();

            for (int i = 0; i < 20; i++) {
                RawResponse response = clients.get(i).readResponse();
                assertThat(response.bodyText()).isEqualTo("n" + i);
                assertThat(clients.get(i).isClosedByPeer()).isTrue();
            }
            await(stopped);
            assertThat(edge.records()).hasSize(20);
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    @Test
    void closesConnectionsWithoutARequestSoon() {
        try (EdgeHarness edge = edge(LONG);
                RawClient idle = edge.reverse()) {
            idle.get("/");
            await(edge.stop());
            assertThat(idle.isClosedByPeer()).isTrue();
        }
    }

    /**
     * It was sent before the client could know, and is answered; the last answer says that it is the last one. A loop hears of
     * the stop a moment after the listening sockets are closed.
     */
    @Test
    void answersTheNextRequestOnAConnectionThatIsKept() {
        try (EdgeHarness edge = edge(LONG);
                RawClient kept = edge.reverse()) {
            List<RawResponse> answers = new ArrayList<>(List.of(kept.get("/")));
            assertThat(answers.get(0).field("connection")).isEmpty();
            Future<Void> stopped = edge.stop();
            awaitRefusal(edge.port(EdgeHarness.REVERSE));

            Eventually.until("the last answer", () -> {
                answers.add(kept.get("/"));
                return answers.get(answers.size() - 1).field("connection").equals(Optional.of("close"));
            });

            assertThat(answers).extracting(RawResponse::bodyText).containsOnly("hello");
            assertThat(kept.isClosedByPeer()).isTrue();
            await(stopped);
            assertThat(edge.records()).hasSameSizeAs(answers);
        }
    }

    /** Whoever has come before the listening socket closes is served, however short before; on the transport that the suite runs on. */
    @Test
    void losesNobodyWhoHasConnected() throws Exception {
        try (EdgeHarness edge = EdgeSetup.reverseTo(origin)
                .usualStop()
                .suite("overload: {enabled: false}")
                .nativeTransport()
                .drain(LONG)
                .start()) {
            int port = edge.port(EdgeHarness.REVERSE);
            List<CompletableFuture<Integer>> crowd = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(CROWD);
            for (int i = 0; i < CROWD; i++) {
                crowd.add(CompletableFuture.supplyAsync(() -> askUntilRefused(port), threads));
            }
            edge.awaitRecord(CROWD);

            await(edge.stop());

            int answered = crowd.stream().mapToInt(CompletableFuture::join).sum();
            threads.shutdown();
            assertThat(edge.records()).hasSize(answered);
        }
    }

    /** How many requests were answered, each on a connection of its own; fails when one is not that could connect. */
    private static int askUntilRefused(int port) {
        for (int answered = 0; ; answered++) {
            RawClient client;
            try {
                client = RawClient.connect(port);
            } catch (UncheckedIOException refused) {
                return answered;
            }
            assertThat(client.get("/", "Connection: close").bodyText()).isEqualTo("hello");
            client.close();
        }
    }

    @Test
    void saysThatItGoesAndServesOnForTheDelay() {
        try (EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .suite("restart: {delay: 2s}")
                        .drain(LONG)
                        .start();
                RawClient kept = edge.reverse()) {
            assertThat(ready(edge)).isEqualTo(200);
            kept.get("/");

            Future<Void> stopped = edge.stop();

            assertThat(ready(edge)).isEqualTo(503);
            assertThat(edge.service().metrics()).contains("sallyport_draining 1");
            assertThat(kept.get("/").field("connection")).isEmpty();
            try (RawClient late = edge.reverse()) {
                assertThat(late.get("/").status()).isEqualTo(200);
            }
            await(stopped);
        }
    }

    private static int ready(EdgeHarness edge) {
        try (RawClient admin = RawClient.connect(edge.service().admin().port())) {
            return admin.get("/health/ready", "Host: localhost", "Connection: close")
                    .status();
        }
    }

    /** RFC 9113 section 6.8: first that we go, then how far we have come; what was sent between is answered. */
    @Test
    void takesStreamsOfHttp2UntilTheClientCanKnow() {
        try (EdgeHarness edge = edge(LONG);
                RawFrames client = RawFrames.connect(edge.port(EdgeHarness.REVERSE))) {
            client.get(1);
            client.awaitEnd(1);
            Future<Void> stopped = edge.stop();

            assertThat(client.awaitGoAway()).isEqualTo(Integer.MAX_VALUE);
            client.get(3);
            client.awaitEnd(3);

            assertThat(client.awaitGoAway()).isEqualTo(3);
            assertThat(client.isClosedByPeer()).isTrue();
            await(stopped);
            assertThat(edge.records()).hasSize(2);
        }
    }

    @Test
    void finishesADownloadThatIsUnderWay() {
        Gate gate = new Gate();
        origin.on(
                "/half",
                Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf")
                        .then(Answer.raw("more").behind(gate)));
        try (EdgeHarness edge = edge(LONG);
                RawClient client = edge.reverse()) {
            client.send("GET /half HTTP/1.1\r\nHost: t\r\n\r\n");
            gate.awaitArrival();
            Future<Void> stopped = edge.stop();
            awaitRefusal(edge.port(EdgeHarness.FORWARD));
            gate.open();
            assertThat(client.readResponse().bodyText()).isEqualTo("halfmore");
            await(stopped);
        }
    }

    /** The answer has ended for the edge, and most of it is still queued behind a client that does not read. */
    @Test
    void deliversTheQueuedEndOfAnAnswerToASlowClient() {
        int length = 7 << 20;
        origin.on("/large", Answer.stream(length, "Cache-Control: max-age=600"));
        try (EdgeHarness edge = EdgeSetup.edge()
                        .usualStop()
                        .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                        .drain(LONG)
                        .start();
                RawClient first = edge.reverse();
                RawClient slow = RawClient.connectSlow(edge.port(EdgeHarness.REVERSE))) {
            first.get("/large", "Host: t");
            RawResponse head =
                    slow.send("GET /large HTTP/1.1\r\nHost: t\r\n\r\n").readHead();
            assertThat(head.field("cache-status").orElseThrow()).contains("hit");

            Future<Void> stopped = edge.stop();
            awaitRefusal(edge.port(EdgeHarness.REVERSE));

            assertThat(slow.readBody(head).bodyLength()).isEqualTo(length);
            await(stopped);
        }
    }

    @Test
    void letsATunnelWorkOnWhileItDrains() {
        try (EdgeHarness edge = edge(LONG)) {
            Future<Void> stopped;
            try (RawClient client = edge.forward()) {
                client.openTunnel(origin.authority());
                client.get("/before");
                stopped = edge.stop();
                awaitRefusal(edge.port(EdgeHarness.FORWARD));
                assertThat(client.get("/after").bodyText()).isEqualTo("hello");
                assertThat(stopped.isComplete()).isFalse();
            }
            await(stopped);
            assertThat(edge.records()).hasSize(1);
        }
    }

    @Test
    void cutsAnEndlessStreamAndATunnelWhenTheTimeIsOver() {
        origin.on(
                "/endless",
                Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc").then(Answer.stall()));
        try (EdgeHarness edge = edge(SHORT);
                RawClient stream = edge.reverse();
                RawClient tunnel = edge.forward()) {
            stream.send("GET /endless HTTP/1.1\r\nHost: t\r\n\r\n");
            stream.readHead();
            tunnel.openTunnel(origin.authority());
            tunnel.get("/");
            long before = System.nanoTime();

            await(edge.stop());

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SHORT.plus(OVERRUN));
            assertThat(tunnel.isClosedByPeer()).isTrue();
            assertThat(edge.records()).hasSize(2);
            assertThat(edge.service().metrics())
                    .contains("sallyport_drain_cut_total{what=\"request\"} 1")
                    .contains("sallyport_drain_cut_total{what=\"tunnel\"} 1");
        }
        origin.awaitNoConnection();
    }

    private static void awaitRefusal(int port) {
        Eventually.that(() -> assertThatThrownBy(() -> RawClient.connect(port).close())
                .hasRootCauseInstanceOf(ConnectException.class));
    }

    private static void await(Future<Void> stopped) {
        try {
            stopped.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
