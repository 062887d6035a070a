package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CONNECT by HTTP/2, in clear text by prior knowledge and by TLS with ALPN. */
@ExtendWith(LeakWatch.class)
class Http2TunnelTest {
    private static final String REQUEST = "GET /in HTTP/1.1\r\nHost: inner\r\n\r\n";

    /** More than all buffers on the way to a server that does not read. */
    private static final int PIECES = 256;

    private static final int PIECE_BYTES = 64 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start(@TempDir Path folder) {
        TestCertificate.in(folder, "proxy.test");
        origin = ScriptedOrigin.start(Answer.text("through"));
        edge = EdgeSetup.forwardToLoopback(origin.port()).listeners(folder, """
                        listeners:
                          - {name: clear, mode: forward, bind: "127.0.0.1:0"}
                          - {name: mixed, mode: mixed, bind: "127.0.0.1:0"}
                          - {name: web, mode: reverse, bind: "127.0.0.1:0"}
                          - name: secure
                            mode: mixed
                            bind: "127.0.0.1:0"
                            tls: {certificates: [{cert: proxy.test.crt, key: proxy.test.key}]}
                        """).start();
    }

    @AfterEach
    void stop() {
        await(vertx.close());
        edge.close();
        origin.close();
    }

    private HttpClient client(boolean tls) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(200)
                .setSsl(tls)
                .setUseAlpn(tls)
                .setTrustAll(true)
                .setVerifyHost(false));
    }

    private Future<HttpClientResponse> connect(HttpClient client, String listener, String host, int port) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.CONNECT)
                        .setServer(SocketAddress.inetSocketAddress(edge.port(listener), "127.0.0.1"))
                        .setHost(host)
                        .setPort(port))
                .compose(HttpClientRequest::connect);
    }

    private NetSocket tunnel(HttpClient client, String listener) {
        HttpClientResponse answer = await(connect(client, listener, "127.0.0.1", origin.port()));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.netSocket();
    }

    /** Asks through the tunnel and completes when the answer is there; the tunnel stays open. */
    private static Future<String> ask(NetSocket socket) {
        Buffer read = Buffer.buffer();
        Promise<String> answered = Promise.promise();
        socket.handler(piece -> {
            read.appendBuffer(piece);
            if (read.toString().endsWith("through")) {
                answered.tryComplete(read.toString());
            }
        });
        return socket.write(REQUEST).compose(sent -> answered.future());
    }

    @ParameterizedTest(name = "on listener {0}")
    @ValueSource(strings = {"clear", "mixed", "secure"})
    void carriesManyTunnelsOnOneConnection(String listener) {
        HttpClient client = client(listener.equals("secure"));
        List<NetSocket> tunnels = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            tunnels.add(tunnel(client, listener));
        }
        for (NetSocket socket : tunnels) {
            assertThat(await(ask(socket))).startsWith("HTTP/1.1 200");
        }
        assertThat(edge.records()).isEmpty();
        tunnels.forEach(NetSocket::end);
        AccessRecord logged = edge.awaitRecord(150);
        assertThat(edge.records()).hasSize(150);
        assertThat(logged.kind()).isEqualTo(AccessRecord.Kind.TUNNEL);
        assertThat(logged.protocol()).isEqualTo("h2");
        assertThat(logged.method()).isEqualTo("CONNECT");
        assertThat(logged.authority()).isEqualTo(origin.authority());
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
        assertThat(logged.bytesIn()).isEqualTo(REQUEST.length());
        origin.awaitNoConnection();
    }

    @ParameterizedTest(name = "{0}:{1} gets {2}")
    @CsvSource({
        "127.0.0.1, 25, 403, PORT_FORBIDDEN",
        "169.254.169.254, 443, 403, TARGET_FORBIDDEN",
        "0x7f.1, 443, 400, BAD_REQUEST",
        "nowhere.invalid, 443, 502, DNS_FAILED",
    })
    void refusesOneStreamAndServesTheNext(String host, int port, int status, Outcome outcome) {
        HttpClient client = client(false);
        assertThat(await(connect(client, "clear", host, port)).statusCode()).isEqualTo(status);
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(outcome);
        NetSocket next = tunnel(client, "clear");
        assertThat(await(ask(next))).startsWith("HTTP/1.1 200");
    }

    /** As browsers do for URLs of http where the proxy speaks HTTP/2. */
    @Test
    void fetchesUrlsOfHttp() {
        HttpClientResponse answer = await(client(false)
                .request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setServer(SocketAddress.inetSocketAddress(edge.port("clear"), "127.0.0.1"))
                        .setHost("127.0.0.1")
                        .setPort(origin.port())
                        .setURI("/plain"))
                .compose(HttpClientRequest::send));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(origin.awaitRequest(1).target()).isEqualTo("/plain");
        assertThat(edge.awaitRecord(1).authority()).isEqualTo(origin.authority());
        assertThat(edge.awaitRecord(1).protocol()).isEqualTo("h2");
    }

    @Test
    void opensNoTunnelOnAReverseListener() {
        assertThat(await(connect(client(false), "web", "127.0.0.1", origin.port()))
                        .statusCode())
                .isEqualTo(501);
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.NOT_SERVED);
        assertThat(origin.connections()).isEmpty();
    }

    @Test
    void endsItsConnectionToTheServerWhenTheClientResetsTheStream() {
        HttpClient client = client(false);
        HttpClientRequest request = await(client.request(new RequestOptions()
                .setMethod(HttpMethod.CONNECT)
                .setServer(SocketAddress.inetSocketAddress(edge.port("clear"), "127.0.0.1"))
                .setHost("127.0.0.1")
                .setPort(origin.port())));
        await(request.connect());
        Eventually.until("a connection", () -> origin.connections().size() == 1);
        request.reset(8);
        origin.awaitNoConnection();
        edge.awaitRecord(1);
        assertThat(edge.records()).hasSize(1);
    }

    /** A server that says what it has read when its client has ended, and only then ends as well. */
    @Test
    void carriesTheEndOfEachSideByItself() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            edge.policies(EdgeSetup.loopbackOpen(server.getLocalPort()));
            edge.awaitPolicies();
            Future<HttpClientResponse> answered = connect(client(false), "clear", "127.0.0.1", server.getLocalPort());
            try (Socket accepted = server.accept()) {
                NetSocket tunnel = await(answered).netSocket();
                Buffer read = Buffer.buffer();
                Promise<Buffer> ended = Promise.promise();
                tunnel.handler(read::appendBuffer).endHandler(end -> ended.tryComplete(read));
                tunnel.end(Buffer.buffer("question"));

                assertThat(accepted.getInputStream().readAllBytes()).asString().isEqualTo("question");
                accepted.getOutputStream().write("answer".getBytes(StandardCharsets.US_ASCII));
                accepted.shutdownOutput();

                assertThat(await(ended.future())).hasToString("answer");
            }
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
        assertThat(logged.bytesIn()).isEqualTo("question".length());
        assertThat(logged.bytesOut()).isEqualTo("answer".length());
    }

    @Test
    void aServerThatReadsNothingStopsItsOwnStreamAlone() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            edge.policies("rules: [{name: open, then: {allow: {targets: [127.0.0.0/8], ports: [" + silent.getLocalPort()
                    + ", " + origin.port() + "]}}}]\n");
            edge.awaitPolicies();
            HttpClient client = client(false);
            NetSocket stuck = await(connect(client, "clear", "127.0.0.1", silent.getLocalPort()))
                    .netSocket();
            for (int i = 0; i < PIECES; i++) {
                stuck.write(Buffer.buffer(new byte[PIECE_BYTES]));
            }
            Eventually.until("it is stuck", stuck::writeQueueFull);

            for (int i = 0; i < 3; i++) {
                assertThat(await(ask(tunnel(client, "clear")))).startsWith("HTTP/1.1 200");
            }
            assertThat(stuck.writeQueueFull()).isTrue();
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
