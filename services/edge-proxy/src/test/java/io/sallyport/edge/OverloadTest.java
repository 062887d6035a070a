package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Event loops that are kept busy: what becomes of requests meanwhile and afterwards, and what goes on regardless. */
@ExtendWith(LeakWatch.class)
class OverloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LISTENERS = """
            listeners:
              - {name: web, mode: reverse, bind: "127.0.0.1:0"}
              - {name: egress, mode: mixed, bind: "127.0.0.1:0"}
              - {name: narrow, mode: reverse, bind: "127.0.0.1:0", connections: 2}
            """;

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.echoHead());
        edge = EdgeSetup.reverseTo(origin)
                .policies(EdgeSetup.loopbackOpen(origin.port()))
                .listeners(Path.of("."), LISTENERS)
                .suite("overload: {queueTime: 40ms, interval: 100ms}")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private BusyLoops busy() {
        return new BusyLoops(edge.service().loops());
    }

    /** Asks until it is refused for overload. */
    private static RawResponse shed(Supplier<RawResponse> question) {
        AtomicReference<RawResponse> last = new AtomicReference<>();
        Eventually.until("a refusal", PATIENCE, () -> {
            try {
                last.set(question.get());
                return last.get().status() == 503;
            } catch (UncheckedIOException e) {
                return false; // turned away at the door
            }
        });
        return last.get();
    }

    @Test
    void refusesWithAnAnswerAndKeepsTheConnectionAndOpensAgain() {
        try (RawClient client = edge.reverse().timeout(PATIENCE)) {
            assertThat(client.get("/").status()).isEqualTo(200);
            try (BusyLoops busy = busy()) {
                RawResponse refused = shed(() -> client.get("/"));
                assertThat(Integer.parseInt(refused.values("retry-after").get(0)))
                        .isBetween(1, 2);
                assertThat(refused.values("proxy-status")).containsExactly("Sallyport; error=sp_shed");
                assertThat(refused.values("content-type").get(0)).isEqualTo("application/problem+json");
                assertThat(refused.values("cache-control").get(0)).isEqualTo("no-store");
                assertThat(edge.problems()).anyMatch(problem -> problem.startsWith("overload: requests waited longer"));
                shed(() -> client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
                        .readResponse());
                shed(() -> client.get("/")); // on the same connection, and not out of step
            }
            Eventually.until(
                    "all is well again",
                    PATIENCE,
                    () -> client.get("/").status() == 200
                            && edge.service().metrics().contains("sallyport_overload_limiting_loops 0"));
            assertThat(edge.problems()).isEmpty();
        }
        assertThat(edge.service().metrics()).containsPattern("sallyport_exchanges_total\\{outcome=\"sp_shed\"} [1-9]");
        Eventually.that(() -> assertThat(edge.records())
                .extracting(AccessRecord::outcome, AccessRecord::status)
                .contains(org.assertj.core.groups.Tuple.tuple(Outcome.SHED, 503)));
    }

    /** More of them than there are records, so that some are refused in front of the codec. */
    @Test
    void refusesInStepAndCountsWhateverItRefuses() {
        try (RefusedCrowd crowd =
                new RefusedCrowd(80, () -> RawClient.connect(edge.port("web")).timeout(PATIENCE))) {
            crowd.ask();
            try (BusyLoops busy = busy()) {
                Eventually.until("refusals without a record", PATIENCE, () -> {
                    crowd.ask();
                    return counted("sallyport_shed_unrecorded_total ") >= 20;
                });
            }
            crowd.ask();
            Eventually.that(() -> assertThat(counted("sallyport_exchanges_total{outcome=\"sp_shed\"} "))
                    .isEqualTo(crowd.refused()));
            assertThat(counted("sallyport_shed_total{reason=\"queue\"} ")
                            + counted("sallyport_shed_total{reason=\"share\"} "))
                    .isEqualTo(crowd.refused());
        }
    }

    /** One whose requests are refused more often than not gets no further connection meanwhile, and one when all is well. */
    @Test
    void turnsAwayConnectionsOfAClientThatHasHadItsShare() {
        try (BusyLoops busy = busy()) {
            Eventually.until("a connection is turned away", PATIENCE, () -> {
                try (RefusedCrowd crowd = new RefusedCrowd(
                        40, () -> RawClient.connect(edge.port("web")).timeout(PATIENCE))) {
                    crowd.ask();
                    crowd.ask();
                } catch (UncheckedIOException e) {
                    // turned away, which is counted
                }
                return counted("sallyport_connections_refused_total{listener=\"web\",reason=\"share\"} ") > 0;
            });
        }
        Eventually.until("it is let in again", PATIENCE, () -> {
            try (RawClient client = edge.reverse().timeout(PATIENCE)) {
                return client.get("/").status() == 200;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
    }

    private int counted(String name) {
        return edge.service()
                .metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    @Test
    void closesTheConnectionBehindALargeBodyThatNobodyReads() {
        try (RawClient client = edge.reverse().timeout(PATIENCE);
                BusyLoops busy = busy()) {
            shed(() -> client.get("/"));
            AtomicReference<RawResponse> refused = new AtomicReference<>();
            Eventually.until("a refused upload", PATIENCE, () -> {
                try (RawClient upload = edge.reverse().timeout(PATIENCE)) {
                    refused.set(upload.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n"
                                    + "x".repeat(200_000))
                            .readResponse());
                    return refused.get().status() == 503;
                } catch (UncheckedIOException e) {
                    return false; // turned away at the door
                }
            });
            assertThat(refused.get().values("connection").get(0)).isEqualTo("close");
        }
    }

    @Test
    void tunnelsGoOnAndNewOnesAreRefused() {
        try (RawClient tunnel = RawClient.connect(edge.port("egress")).timeout(PATIENCE)) {
            assertThat(tunnel.openTunnel(origin.authority()).status()).isEqualTo(200);
            try (BusyLoops busy = busy()) {
                RawResponse refused = shed(() -> {
                    try (RawClient other =
                            RawClient.connect(edge.port("egress")).timeout(PATIENCE)) {
                        return other.openTunnel(origin.authority());
                    }
                });
                assertThat(refused.values("retry-after").get(0)).isNotEmpty();
                assertThat(tunnel.get("/through").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void socksIsAnsweredInItsOwnWords() {
        try (BusyLoops busy = busy()) {
            Eventually.until("general failure", PATIENCE, () -> {
                try (RawClient client = RawClient.connect(edge.port("egress")).timeout(PATIENCE)) {
                    client.send(new byte[] {5, 1, 0});
                    client.read(2);
                    int port = origin.port();
                    client.send(new byte[] {5, 1, 0, 1, 127, 0, 0, 1, (byte) (port >> 8), (byte) port});
                    return client.read(2)[1] == 1;
                } catch (UncheckedIOException e) {
                    return false; // turned away at the door
                }
            });
        }
    }

    @Test
    void http2IsAnsweredAndItsConnectionStays() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        try (BusyLoops busy = busy()) {
            AtomicReference<HttpClientResponse> last = new AtomicReference<>();
            Eventually.until("a refusal", PATIENCE, () -> {
                last.set(http2(client));
                return last.get().statusCode() == 503;
            });
            assertThat(last.get().getHeader("retry-after")).isNotEmpty();
            http2(client);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private HttpClientResponse http2(HttpClient client) {
        try {
            return client.request(HttpMethod.GET, edge.port("web"), "127.0.0.1", "/")
                    .compose(request -> request.send())
                    .compose(response -> response.body().map(response))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void healthAndTheApiAnswerFromOtherThreads() throws Exception {
        java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
        URI ready = URI.create("http://" + edge.service().admin() + "/health/ready");
        try (RawClient traffic = edge.reverse().timeout(PATIENCE);
                BusyLoops busy = busy()) {
            shed(() -> traffic.get("/"));
            for (int i = 0; i < 20; i++) {
                var answer = client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aListenerHasNoMoreConnectionsThanItMay() {
        try (RawClient first = RawClient.connect(edge.port("narrow"));
                RawClient second = RawClient.connect(edge.port("narrow"))) {
            try (RawClient third = RawClient.connect(edge.port("narrow"))) {
                assertThat(third.isClosedByPeer()).isTrue();
            }
            assertThat(first.get("/").status()).isEqualTo(200);
            assertThat(second.get("/").status()).isEqualTo(200);
            try (RawClient elsewhere = edge.reverse()) {
                assertThat(elsewhere.get("/").status()).isEqualTo(200);
            }
        }
        assertThat(edge.service().metrics())
                .containsPattern(
                        "sallyport_connections_refused_total\\{listener=\"narrow\",reason=\"listener\"} [1-9]");
        Eventually.until("there is room again", () -> {
            try (RawClient next = RawClient.connect(edge.port("narrow"))) {
                return next.get("/").status() == 200;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
    }
}
