package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets through both sides: raw sockets for what is on the wire, Vert.x on both ends for real conversations. */
@ExtendWith(LeakWatch.class)
class WebSocketTest {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final String[] ASKING = {
        "Host: a.test",
        "Connection: keep-alive, Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: " + KEY,
        "Sec-WebSocket-Protocol: chat"
    };
    private static final String SWITCH = "HTTP/1.1 101 Switching Protocols\r\nServer: secret\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Accept: " + ACCEPT + "\r\nSec-WebSocket-Protocol: chat\r\n\r\n";

    /** Sends back what comes. */
    private static final Answer ECHO = Answer.raw(SWITCH).then((request, connection) -> {
        byte[] piece = new byte[65536];
        for (int read = connection.input().read(piece);
                read >= 0;
                read = connection.input().read(piece)) {
            connection.send(Arrays.copyOf(piece, read));
        }
    });

    private static void ask(RawClient client, String target, String... fields) {
        client.send("GET " + target + " HTTP/1.1\r\n" + String.join("\r\n", fields) + "\r\n\r\n");
    }

    private static void assertEchoes(RawClient client, String text) {
        client.send(text);
        assertThat(new String(client.read(text.length()), StandardCharsets.US_ASCII))
                .isEqualTo(text);
    }

    /** An edge that may have one connection has it again for each client, however the one before ended. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsAConnectionNoLongerThanItLasts(boolean reset) {
        LimitsConfig one = new LimitsConfig(null, 1, null, null, null, null);
        try (ScriptedOrigin origin = ScriptedOrigin.start(ECHO);
                EdgeHarness edge = EdgeSetup.reverseTo(origin).limits(one).start()) {
            for (int i = 1; i <= 3; i++) {
                Eventually.that(() -> {
                    try (RawClient client = edge.reverse()) {
                        ask(client, "/chat", ASKING);
                        assertThat(client.readHead().status()).isEqualTo(101);
                        assertEchoes(client, "hello");
                        if (reset) {
                            client.reset();
                        }
                    }
                });
                assertThat(edge.awaitRecord(i).outcome())
                        .isEqualTo(reset ? Outcome.TUNNEL_RESET : Outcome.TUNNEL_CLOSED);
            }
        }
    }

    @Test
    void passesTheHandshakeAndThenBytes() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(ECHO);
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start()) {
            try (RawClient client = edge.reverse()) {
                ask(client, "/chat", ASKING);
                RawResponse head = client.readHead();
                assertThat(head.status()).isEqualTo(101);
                assertThat(head.field("upgrade")).contains("websocket");
                assertThat(head.field("sec-websocket-accept")).contains(ACCEPT);
                assertThat(head.field("sec-websocket-protocol")).contains("chat");
                assertThat(head.field("server")).isEmpty();
                assertThat(head.field("content-length")).isEmpty();
                assertThat(head.field("transfer-encoding")).isEmpty();
                assertEchoes(client, "\u0001\u0002 not a frame, and nobody minds");
            }
            RawRequest seen = origin.awaitRequest(1);
            assertThat(seen.values("connection")).hasSize(1);
            assertThat(seen.values("connection").get(0)).isEqualToIgnoringCase("upgrade");
            assertThat(seen.values("upgrade")).containsExactly("websocket");
            assertThat(seen.values("sec-websocket-key")).containsExactly(KEY);
            assertThat(seen.values("x-forwarded-for")).containsExactly("127.0.0.1");
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.kind()).isEqualTo(AccessRecord.Kind.TUNNEL);
            assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
            assertThat(logged.status()).isEqualTo(101);
            assertThat(logged.path()).isEqualTo("/chat");
            assertThat(logged.bytesIn()).isEqualTo(32);
            assertThat(logged.bytesOut()).isEqualTo(32);
            origin.awaitNoConnection();
        }
    }

    @Test
    void losesNothingThatComesTogetherWithTheHandshakeOnEitherSide() {
        Answer eager = Answer.raw(SWITCH + "first words").then((request, connection) -> {
            byte[] early = connection.input().readNBytes(9);
            connection.send(early);
        });
        try (ScriptedOrigin origin = ScriptedOrigin.start(eager);
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.send("GET /chat HTTP/1.1\r\n" + String.join("\r\n", ASKING) + "\r\n\r\ntoo early");
            assertThat(client.readHead().status()).isEqualTo(101);
            assertThat(new String(client.read(20), StandardCharsets.US_ASCII)).isEqualTo("first wordstoo early");
        }
    }

    @Test
    void deliversAllThatTheServerSentBeforeItsEndToASlowReader() {
        int size = 4 << 20;
        Answer flood = Answer.raw(SWITCH).then((request, connection) -> {
            connection.send(new byte[size]);
            connection.close();
        });
        try (ScriptedOrigin origin = ScriptedOrigin.start(flood);
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = RawClient.connectSlow(edge.port(EdgeHarness.REVERSE))) {
            ask(client, "/", ASKING);
            assertThat(client.readHead().status()).isEqualTo(101);
            assertThat(client.read(size)).hasSize(size);
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void worksThroughTheForwardSideToo() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(ECHO);
                EdgeHarness edge = EdgeSetup.forwardToLoopback().start();
                RawClient client = edge.forward()) {
            ask(client, origin.url("/chat"), ASKING);
            assertThat(client.readHead().status()).isEqualTo(101);
            assertEchoes(client, "hello");
            assertThat(origin.awaitRequest(1).field("x-forwarded-for")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Version: 8|426",
                "Sec-WebSocket-Key: short|400",
                "Content-Length: 3|400",
            })
    void refusesAHandshakeThatIsNone(String change) {
        String line = change.substring(0, change.indexOf('|'));
        String name = line.substring(0, line.indexOf(':'));
        try (ScriptedOrigin origin = ScriptedOrigin.start(ECHO);
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            String[] kept = Arrays.stream(ASKING)
                    .filter(field -> !field.startsWith(name))
                    .toArray(String[]::new);
            client.send("GET / HTTP/1.1\r\n" + String.join("\r\n", kept) + "\r\n" + line + "\r\n\r\n");
            assertThat(client.readResponse().status())
                    .isEqualTo(Integer.parseInt(change.substring(change.indexOf('|') + 1)));
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.BAD_REQUEST);
            assertThat(origin.connections()).isEmpty();
        }
    }

    @Test
    void answers502ForAServerThatHasNotReadTheKey() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(SWITCH.replace(ACCEPT, "nonsense")));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            ask(client, "/", ASKING);
            assertThat(client.readResponse().status()).isEqualTo(502);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ORIGIN_BROKE_PROTOCOL);
        }
    }

    @Test
    void answers502ForASwitchThatNobodyAskedFor() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(SWITCH));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(502);
        }
    }

    @Test
    void relaysAnAnswerInPlaceOfASwitch() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.status("403 Forbidden", "not you"));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            ask(client, "/", ASKING);
            RawResponse response = client.readResponse();
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.bodyText()).isEqualTo("not you");
            assertThat(client.isClosedByPeer()).isTrue();
            assertThat(edge.awaitRecord(1).kind()).isEqualTo(AccessRecord.Kind.EXCHANGE);
        }
    }

    @Test
    void leavesAnotherUpgradeBehind() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("plain"));
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            RawResponse response = client.get("/", "Host: a.test", "Connection: Upgrade", "Upgrade: tea/1.0");
            assertThat(response.bodyText()).isEqualTo("plain");
            assertThat(origin.awaitRequest(1).field("upgrade")).isEmpty();
        }
    }

    @Test
    void closesOneThatLiesIdle() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(ECHO);
                EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .suite("tunnels: {idle: 300ms}")
                        .start();
                RawClient client = edge.reverse()) {
            ask(client, "/", ASKING);
            assertThat(client.readHead().status()).isEqualTo(101);
            assertThat(client.isClosedByPeer()).isTrue();
            origin.awaitNoConnection();
        }
    }

    @Test
    void endsWithTheDrainTime() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(ECHO);
                EdgeHarness edge = EdgeSetup.reverseTo(origin)
                        .drain(Duration.ofMillis(300))
                        .start();
                RawClient client = edge.reverse()) {
            ask(client, "/", ASKING);
            assertThat(client.readHead().status()).isEqualTo(101);
            Future<Void> stopped = edge.stop();
            assertEchoes(client, "still here");
            assertThat(client.isClosedByPeer()).isTrue();
            VertxOrigin.await(stopped);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsMessagesCloseCodesAndCompression(boolean tls, @TempDir Path folder) {
        TestCertificate certificate = TestCertificate.in(folder, "shop.test");
        Vertx vertx = Vertx.vertx();
        try (VertxOrigin origin = VertxOrigin.startWebSocket(
                        tls ? VertxOrigin.tls(certificate) : VertxOrigin.options(), socket -> {
                            socket.textMessageHandler(text -> socket.writeTextMessage("re: " + text));
                            socket.closeHandler(closed -> {});
                        });
                EdgeHarness edge = EdgeSetup.edge()
                        .routes(origin.routes(
                                tls ? ", tls: {ca: '" + certificate.certificate() + "', serverName: shop.test}" : ""))
                        .tls(certificate)
                        .start()) {
            WebSocketConnectOptions to = new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(edge.port(tls ? EdgeHarness.REVERSE_TLS : EdgeHarness.REVERSE))
                    .setSsl(tls)
                    .setURI("/talk");
            // An unreferenced client may close its connections at any time.
            WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions()
                    .setTrustAll(true)
                    .setVerifyHost(false)
                    .setTryUsePerMessageCompression(true));
            WebSocket socket = VertxOrigin.await(client.connect(to));
            assertThat(socket.headers().get("sec-websocket-extensions")).contains("permessage-deflate");
            Promise<String> answer = Promise.promise();
            socket.textMessageHandler(answer::tryComplete);
            String text = "word ".repeat(20_000);
            socket.writeTextMessage(text);
            assertThat(VertxOrigin.await(answer.future())).isEqualTo("re: " + text);

            Promise<Void> closed = Promise.promise();
            socket.closeHandler(closed::tryComplete);
            origin.sockets().get(0).close((short) 4321, "enough");
            VertxOrigin.await(closed.future());
            assertThat(socket.closeStatusCode()).isEqualTo((short) 4321);
            assertThat(socket.closeReason()).isEqualTo("enough");
            VertxOrigin.await(client.close());
        } finally {
            VertxOrigin.await(vertx.close());
        }
    }
}
