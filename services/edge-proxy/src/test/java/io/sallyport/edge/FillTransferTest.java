package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.OriginConnection;
import io.sallyport.testkit.Pattern;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies on their way into the cache: each client at its own pace, whole or cut, never a part for the whole. */
@ExtendWith(LeakWatch.class)
class FillTransferTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nCache-Control: max-age=600\r\n";
    /** More than the system's buffers of both sockets take, and less than the largest object. */
    private static final int KEPT = 7_000_000;
    /** More than the largest object, and than all buffers on the way. */
    private static final int TOO_LARGE = 40 * 1024 * 1024;

    private final AtomicLong sent = new AtomicLong();
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("unused");
        edge = edge(Duration.ofSeconds(60));
    }

    private EdgeHarness edge(Duration idle) {
        return EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .limits(new LimitsConfig(null, null, idle, null, null, null))
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private RawClient ask(String path) {
        return edge.reverse().timeout(Duration.ofSeconds(30)).send(request(path));
    }

    private RawClient askSlowly(String path) {
        return RawClient.connectSlow(edge.port(EdgeHarness.REVERSE))
                .timeout(Duration.ofSeconds(30))
                .send(request(path));
    }

    private static String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a.test\r\n\r\n";
    }

    private void awaitFigure(String line) {
        Eventually.until(line, () -> edge.service().metrics().lines().anyMatch(line::equals));
    }

    /** A body of unknown length. */
    private Answer chunked(int length) {
        return (request, connection) -> {
            connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            for (int at = 0; at < length; ) {
                byte[] part = Pattern.at(at, Math.min(length - at, 64 * 1024));
                chunk(connection, part);
                at += part.length;
                sent.set(at);
            }
            connection.send("0\r\n\r\n");
        };
    }

    private static void chunk(OriginConnection connection, byte[] part) throws IOException {
        connection.send(Integer.toHexString(part.length) + "\r\n");
        connection.send(part);
        connection.send("\r\n");
    }

    @Test
    void aFirstClientThatReadsNothingHoldsNobodyBack() {
        origin.on("/big", Answer.stream(KEPT, "Cache-Control: max-age=600"));
        try (RawClient silent = askSlowly("/big")) {
            origin.awaitRequest(1);
            for (int i = 0; i < 5; i++) {
                try (RawClient other = ask("/big")) {
                    assertThat(other.readResponse().bodyLength()).isEqualTo(KEPT);
                }
            }
            awaitFigure("sallyport_cache_fills 0");
            assertThat(silent.readResponse().bodyLength()).isEqualTo(KEPT);
        }
        assertThat(origin.requests()).hasSize(1);
        edge.awaitRecord(6);
        assertThat(edge.records().stream().map(AccessRecord::outcome))
                .filteredOn(Outcome.FORWARDED::equals)
                .hasSize(1);
    }

    @Test
    void aBodyCutShortIsCutForEveryReaderAndKeptByNobody() {
        Gate gate = new Gate();
        origin.next(Answer.raw(HEAD + "Content-Length: 1000\r\n\r\n" + "x".repeat(500))
                .then(((Answer) (request, connection) -> connection.close()).behind(gate)));
        origin.on("/a", Answer.text("whole"));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(ask("/a"));
        }
        gate.awaitArrival();
        awaitFigure("sallyport_cache_collapsed_total 19");
        gate.open();

        for (RawClient client : clients) {
            RawResponse answer = client.readResponse();
            assertThat(answer.complete() && answer.status() == 200).isFalse();
            client.close();
        }
        edge.awaitRecord(20);
        assertThat(edge.records().stream().map(AccessRecord::outcome)).containsOnly(Outcome.ANSWER_INCOMPLETE);
        try (RawClient next = ask("/a")) {
            assertThat(next.readResponse().bodyText()).isEqualTo("whole");
        }
        assertThat(origin.requests()).hasSize(2);
        awaitFigure("sallyport_cache_fill_bytes 0");
    }

    @Test
    void aBodyThatNobodyWaitsForIsFinishedForTheCache() {
        Gate gate = new Gate();
        origin.next(Answer.raw(HEAD + "Content-Length: 8\r\n\r\nhalf")
                .then(Answer.raw("more").behind(gate)));
        RawClient first = ask("/a");
        gate.awaitArrival();
        awaitFigure("sallyport_cache_fills 1");
        first.reset();
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CLIENT_GONE);
        gate.open();
        awaitFigure("sallyport_cache_fills 0");

        try (RawClient next = ask("/a")) {
            RawResponse hit = next.readResponse();
            assertThat(hit.bodyText()).isEqualTo("halfmore");
            assertThat(hit.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
        }
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void aBodyThatOutgrowsTheCacheComesNoFasterThanItIsRead() {
        origin.on("/huge", chunked(TOO_LARGE));
        try (RawClient slow = askSlowly("/huge")) {
            origin.awaitRequest(1);
            Stillness.await(sent::get);
            assertThat(sent.get()).isLessThan(TOO_LARGE - 8 * 1024 * 1024);

            assertThat(slow.readResponse().bodyLength()).isEqualTo(TOO_LARGE);
        }
        awaitFigure("sallyport_cache_fill_bytes 0");
        awaitFigure("sallyport_cache_apart_keys 1");
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.FORWARDED);
        awaitFigure("sallyport_cache_fills 0");
    }

    @Test
    void aBodyThatOutgrowsTheCacheAndThatNobodyReadsIsStopped() {
        origin.on("/huge", chunked(TOO_LARGE));
        try (RawClient slow = askSlowly("/huge")) {
            origin.awaitRequest(1);
            Stillness.await(sent::get);
            slow.reset();
        }
        origin.awaitNoConnection();
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CLIENT_GONE);
        awaitFigure("sallyport_cache_fill_bytes 0");
        awaitFigure("sallyport_cache_fills 0");
    }

    @Test
    void aSilentReaderIsCutAndTheOthersGoOn() {
        edge.close();
        edge = edge(Duration.ofMillis(500));
        Gate gate = new Gate();
        origin.on(
                "/huge",
                ((Answer) (request, connection) -> connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n"))
                        .then(body(TOO_LARGE).behind(gate)));
        try (RawClient silent = askSlowly("/huge")) {
            gate.awaitArrival();
            awaitFigure("sallyport_cache_fills 1");
            try (RawClient other = ask("/huge")) {
                awaitFigure("sallyport_cache_collapsed_total 1");
                gate.open();
                assertThat(other.readResponse().bodyLength()).isEqualTo(TOO_LARGE);
            }
            edge.awaitRecord(2);
            assertThat(edge.records().stream().map(AccessRecord::outcome))
                    .containsExactly(Outcome.CLIENT_GONE, Outcome.CACHE_HIT);
            assertThat(silent.isClosedByPeer() || !silent.readResponse().complete())
                    .isTrue();
        }
    }

    private static Answer body(int length) {
        return (request, connection) -> {
            for (int at = 0; at < length; ) {
                byte[] part = Pattern.at(at, Math.min(length - at, 64 * 1024));
                chunk(connection, part);
                at += part.length;
            }
            connection.send("0\r\n\r\n");
        };
    }

    @Test
    void clientsOfBothProtocolsShareAFill() throws Exception {
        Gate gate = new Gate();
        origin.next(((Answer) (request, connection) -> connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n"))
                .then(body(3_000_000).behind(gate)));
        Vertx vertx = Vertx.vertx();
        String host = "127.0.0.1:" + edge.port(EdgeHarness.REVERSE);
        try (RawClient first = edge.reverse().timeout(Duration.ofSeconds(30))) {
            first.send("GET /a HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            gate.awaitArrival();
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false)
                    .setDefaultHost("127.0.0.1")
                    .setDefaultPort(edge.port(EdgeHarness.REVERSE)));
            List<Future<Buffer>> bodies = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                bodies.add(client.request(HttpMethod.GET, "/a")
                        .compose(HttpClientRequest::send)
                        .compose(HttpClientResponse::body));
            }
            awaitFigure("sallyport_cache_collapsed_total 10");
            gate.open();
            byte[] expected = Pattern.at(0, 3_000_000);
            for (Future<Buffer> body : bodies) {
                Buffer read = body.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
                assertThat(read.getBytes()).isEqualTo(expected);
            }
            assertThat(first.readResponse().body()).isEqualTo(expected);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        assertThat(origin.requests()).hasSize(1);
    }

    /** Each of them would keep a whole body in memory that the cache has let go of to store the next one. */
    @Test
    void clientsThatReadNothingDoNotMakeTheCacheHoldEverMore() {
        edge.close();
        edge = EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .cache(new CacheConfig(new ByteSize(16_000_000), null, false))
                .start();
        List<RawClient> silent = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String path = "/big" + i;
            origin.on(path, Answer.stream(KEPT, "Cache-Control: max-age=600"));
            silent.add(askSlowly(path));
            origin.awaitRequest(i + 1);
            if (i < 3) {
                awaitFigure("sallyport_cache_lent_bytes " + (i + 1L) * KEPT);
            }
        }
        assertThat(edge.service().metrics().lines())
                .as("the fourth and all later ones are not kept")
                .contains("sallyport_cache_lent_bytes " + 3L * KEPT);
        silent.forEach(RawClient::close);
        edge.awaitRecord(8);
        awaitFigure("sallyport_cache_fills 0");
    }

    /** The last piece that waits in a connection holds the whole as much as the first one does. */
    @Test
    void aStoredBodyCountsAsLongAsAClientIsBeingSentIt() {
        origin.on("/big", Answer.stream(KEPT, "Cache-Control: max-age=600"));
        try (RawClient first = ask("/big")) {
            assertThat(first.readResponse().bodyLength()).isEqualTo(KEPT);
        }
        awaitFigure("sallyport_cache_lent_bytes 0");
        try (RawClient one = askSlowly("/big");
                RawClient two = askSlowly("/big")) {
            awaitFigure("sallyport_cache_lent_bytes " + KEPT);
            assertThat(one.readResponse().bodyLength()).isEqualTo(KEPT);
            awaitFigure("sallyport_cache_lent_bytes " + KEPT);
        }
        awaitFigure("sallyport_cache_lent_bytes 0");
    }
}
