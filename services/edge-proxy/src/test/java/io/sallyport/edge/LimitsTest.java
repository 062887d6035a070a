package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.PrometheusPage;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code limits} says of clients is held against them, and counted by its key. */
@ExtendWith(LeakWatch.class)
class LimitsTest {
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: t\r\n";

    private ScriptedOrigin origin;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("hello"));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private EdgeHarness edge(String limits) {
        return EdgeSetup.reverseTo(origin).limits("{" + limits + "}").start();
    }

    static double hits(EdgeHarness edge, String limit) {
        return PrometheusPage.parse(edge.service().metrics()).value("sallyport_limits_hit_total", "limit", limit);
    }

    /** Open client connections. */
    static double connections(EdgeHarness edge) {
        return PrometheusPage.parse(edge.service().metrics()).value("sallyport_client_connections");
    }

    private static void assertServes(EdgeHarness edge) {
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/").bodyText()).isEqualTo("hello");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "requestLine: 256B, 414, 'GET /LONG HTTP/1.1\r\nHost: t\r\n\r\n'",
        "headerBytes: 1KiB, 431, 'GET / HTTP/1.1\r\nHost: t\r\nA: LONG\r\nB: LONG\r\nC: LONG\r\nD: LONG\r\n\r\n'",
        "field: 256B, 431, 'GET / HTTP/1.1\r\nHost: t\r\nA: LONG\r\n\r\n'",
        "fields: 3, 431, 'GET / HTTP/1.1\r\nHost: t\r\nA: 1\r\nA: 2\r\nA: 3\r\n\r\n'",
    })
    void refusesAHeadBeyond(String limit, int status, String request) {
        try (EdgeHarness edge = edge(limit);
                RawClient client = edge.reverse()) {
            client.send(request.replace("LONG", "x".repeat(300)));

            assertThat(client.readResponse().status()).isEqualTo(status);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.HEAD_TOO_LARGE);
            assertThat(hits(edge, limit.substring(0, limit.indexOf(':')))).isEqualTo(1);
            assertThat(origin.requests()).isEmpty();
            assertServes(edge);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connections: 2", "perClient: 2"})
    void closesAConnectionBeyond(String limit) {
        try (EdgeHarness edge = edge(limit)) {
            try (RawClient first = edge.reverse()) {
                assertThat(first.get("/").status()).isEqualTo(200);
                try (RawClient second = edge.reverse()) {
                    assertThat(second.get("/").status()).isEqualTo(200);
                    try (RawClient third = edge.reverse()) {
                        assertThat(third.isClosedByPeer()).isTrue();
                    }
                    assertThat(first.get("/").status()).isEqualTo(200);
                }
            }
            assertThat(hits(edge, limit.substring(0, limit.indexOf(':')))).isEqualTo(1);
            Eventually.until("a free place", () -> {
                try (RawClient again = edge.reverse()) {
                    return again.get("/").status() == 200;
                } catch (UncheckedIOException closed) {
                    return false;
                }
            });
        }
    }

    /** The proxy itself brings many clients. */
    @Test
    void countsClientsBehindAProxyByTheirOwnAddresses(@TempDir Path folder) {
        try (EdgeHarness edge = EdgeSetup.reverseTo(origin)
                .limits("{perClient: 1}")
                .listeners(folder, """
                        listeners:
                          - {name: web, mode: reverse, bind: 127.0.0.1:0, proxyProtocol: true, trust: [127.0.0.1]}
                        """)
                .start()) {
            try (RawClient one = edge.reverse();
                    RawClient two = edge.reverse();
                    RawClient same = edge.reverse();
                    RawClient neighbour = edge.reverse()) {
                assertThat(one.send("PROXY TCP6 2001:db8::1 ::1 1 2\r\n")
                                .get("/")
                                .status())
                        .isEqualTo(200);
                assertThat(two.send("PROXY TCP4 192.0.2.1 127.0.0.1 1 2\r\n")
                                .get("/")
                                .status())
                        .isEqualTo(200);
                assertThat(same.send("PROXY TCP6 2001:db8::2 ::1 1 2\r\n").isClosedByPeer())
                        .isTrue();
                assertThat(neighbour
                                .send("PROXY TCP6 2001:db8:0:1::1 ::1 1 2\r\n")
                                .get("/")
                                .status())
                        .isEqualTo(200);
            }
            assertThat(hits(edge, "perClient")).isEqualTo(1);
        }
    }

    @Test
    void sparesAProxyThatIsTrustedTheShareOfOneClient(@TempDir Path folder) {
        try (EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .limits("{perClient: 1}")
                        .listeners(
                                folder,
                                "listeners: [{name: web, mode: reverse, bind: 127.0.0.1:0, trust: [127.0.0.1]}]")
                        .start();
                RawClient first = edge.reverse();
                RawClient second = edge.reverse()) {
            assertThat(first.get("/").status()).isEqualTo(200);
            assertThat(second.get("/").status()).isEqualTo(200);
        }
    }

    /** Byte by byte, so that no time-out on silence would ever fire. */
    @ParameterizedTest
    @ValueSource(strings = {"", "http/1.1", "h2"})
    void closesAConnectionWhoseHeadDrips(String alpn, @TempDir Path folder) {
        try (EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .limits("{headerTimeout: 500ms}")
                        .tls(TestCertificate.in(folder, "shop.test"))
                        .start();
                RawClient client = alpn.isEmpty() ? edge.reverse() : edge.reverseTls(alpn)) {
            String head = alpn.equals("h2")
                    ? "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0\0\20\0\1\5\0\0\0\1"
                    : "GET / HTTP/1.1\r\n";
            drip(client, head, "a", false);
            assertThat(hits(edge, "headerTimeout")).isEqualTo(1);
        }
        assertThat(origin.connections()).isEmpty();
    }

    /** Sends a little now and then, until the connection is closed or, if one is wanted, an answer comes. */
    private static void drip(RawClient client, String first, String further, boolean answered) {
        client.send(first).timeout(Duration.ofMillis(60));
        long latest = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < latest) {
            try {
                client.send(further);
                client.input().mark(1);
                int read = client.input().read();
                if (read >= 0 && answered) {
                    client.input().reset();
                    client.timeout(Duration.ofSeconds(10));
                }
                if (read < 0 || answered) {
                    return;
                }
            } catch (SocketTimeoutException silent) {
                continue;
            } catch (IOException | UncheckedIOException closed) {
                return;
            }
        }
        throw new AssertionError("still open");
    }

    @Test
    void countsAConnectionThatLiesIdle() {
        try (EdgeHarness edge = edge("idle: 300ms");
                RawClient client = edge.reverse()) {
            client.get("/");
            assertThat(client.isClosedByPeer()).isTrue();
            assertThat(hits(edge, "idle")).isEqualTo(1);
            assertThat(hits(edge, "headerTimeout")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"})
    void answers408WhenABodyStops(String rest) {
        try (EdgeHarness edge = edge("bodyTimeout: 300ms");
                RawClient client = edge.reverse()) {
            client.send(HEAD + rest);
            assertThat(client.readResponse().status()).isEqualTo(408);
            assertThat(client.isClosedByPeer()).isTrue();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.REQUEST_TIMEOUT);
            assertThat(hits(edge, "bodyTimeout")).isEqualTo(1);
        }
        origin.awaitNoConnection();
    }

    @Test
    void answers408WhenABodyDrips() {
        try (EdgeHarness edge = edge("bodyTimeout: 1s, bodyRate: 1MiB");
                RawClient client = edge.reverse()) {
            drip(client, HEAD + "Content-Length: 8192\r\n\r\nabc", "x", true);
            assertThat(client.readResponse().status()).isEqualTo(408);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.REQUEST_TIMEOUT);
            assertThat(hits(edge, "bodyRate")).isEqualTo(1);
        }
        origin.awaitNoConnection();
    }

    @Test
    void takesAnyPaceWhereNoRateIsAskedFor() {
        origin.on("/", Answer.echo());
        try (EdgeHarness edge = edge("bodyTimeout: 10s, bodyRate: 0B");
                RawClient client = edge.reverse()) {
            client.send(HEAD + "Content-Length: 3\r\n\r\na");
            Eventually.until("the body has begun", () -> !origin.connections().isEmpty());
            client.send("bc");
            assertThat(client.readResponse().bodyText()).isEqualTo("abc");
        }
    }

    @Test
    void endsATlsHandshakeInItsOwnTime(@TempDir Path folder) {
        try (EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .limits("{tlsHandshake: 300ms}")
                        .tls(TestCertificate.in(folder, "shop.test"))
                        .start();
                RawClient client = RawClient.connect(edge.port(EdgeHarness.REVERSE_TLS))) {
            client.send("\u0016\u0003\u0001");
            assertThat(client.isClosedByPeer()).isTrue();
            Eventually.until("counted", () -> hits(edge, "tlsHandshake") == 1);
        }
    }
}
