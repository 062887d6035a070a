package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 in front, in clear text by prior knowledge and by TLS with ALPN; HTTP/1.1 behind. */
class Http2Test {
    private static final int STREAMS = 100;

    private final Vertx vertx = Vertx.vertx();
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start(@TempDir Path folder) {
        origin = ScriptedOrigin.start(Answer.text("hello", "Connection: x-hop", "X-Hop: 1", "X-Mixed-Case: Yes"))
                .on("/echo", Answer.echo());
        edge = EdgeSetup.reverseTo(origin)
                .tls(TestCertificate.in(folder, "shop.test"))
                .start();
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
                .setHttp2MultiplexingLimit(STREAMS)
                .setSsl(tls)
                .setUseAlpn(tls)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(edge.port(tls ? EdgeHarness.REVERSE_TLS : EdgeHarness.REVERSE)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAGet(boolean tls) {
        AtomicReference<HttpClientResponse> answer = new AtomicReference<>();
        Buffer body = await(client(tls)
                .request(HttpMethod.GET, "/a?b")
                .compose(HttpClientRequest::send)
                .onSuccess(answer::set)
                .compose(HttpClientResponse::body));

        assertThat(body).hasToString("hello");
        HttpClientResponse response = answer.get();
        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().names()).allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
        assertThat(response.headers().names())
                .contains("x-mixed-case")
                .doesNotContain("connection", "x-hop", "keep-alive", "transfer-encoding");
        RawRequest seen = origin.awaitRequest(1);
        assertThat(seen.values("host")).containsExactly("127.0.0.1:" + edge.port(tls ? "web-tls" : "web"));
        assertThat(seen.values("x-forwarded-proto")).containsExactly(tls ? "https" : "http");
        assertThat(seen.head()).doesNotContain(":authority", ":path");
        origin.assertClean();
        assertThat(edge.awaitRecord(1).protocol()).isEqualTo("h2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void passesABodyOfKnownAndOfUnknownLength(boolean tls) {
        Buffer body = Buffer.buffer("x".repeat(300_000));
        HttpClient client = client(tls);
        assertThat(await(client.request(HttpMethod.POST, "/echo")
                        .compose(request -> request.send(body))
                        .compose(HttpClientResponse::body)))
                .isEqualTo(body);
        assertThat(await(client.request(HttpMethod.POST, "/echo").compose(Http2Test::sendInPieces)))
                .hasToString("one two");
        assertThat(origin.awaitRequest(1).field("content-length")).contains("300000");
        assertThat(origin.awaitRequest(2).field("transfer-encoding")).contains("chunked");
        origin.assertClean();
    }

    private static Future<Buffer> sendInPieces(HttpClientRequest request) {
        Future<Buffer> body = request.response().compose(HttpClientResponse::body);
        request.setChunked(true);
        return request.write("one ").compose(sent -> request.end("two")).compose(sent -> body);
    }

    @Test
    void passesABodylessPostWithoutInventingABody() {
        await(client(false).request(HttpMethod.POST, "/echo").compose(HttpClientRequest::send));
        origin.awaitRequest(1);
        origin.assertClean();
    }

    @Test
    void answersAHundredStreamsOfOneConnectionAtOnce() {
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            Gate gate = new Gate();
            gates.add(gate);
            origin.on("/" + i, Answer.text("n" + i).behind(gate));
        }
        HttpClient client = client(false);
        List<Future<Buffer>> bodies = IntStream.range(0, STREAMS)
                .mapToObj(i -> client.request(HttpMethod.GET, "/" + i)
                        .compose(HttpClientRequest::send)
                        .compose(HttpClientResponse::body))
                .toList();
        gates.forEach(Gate::awaitArrival);
        gates.forEach(Gate::open);
        for (int i = 0; i < STREAMS; i++) {
            assertThat(await(bodies.get(i))).hasToString("n" + i);
        }
    }

    @Test
    void cancelsTheOriginOfAResetStreamAndNoOther() {
        Gate gate = new Gate();
        Answer endless =
                Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc").then(Answer.stall());
        origin.on("/reset", endless).on("/held", Answer.text("held").behind(gate));
        HttpClient client = client(false);
        Future<Buffer> held = client.request(HttpMethod.GET, "/held")
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body);
        gate.awaitArrival();
        HttpClientRequest doomed = await(client.request(HttpMethod.GET, "/reset"));
        await(doomed.send());

        doomed.reset(8);

        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CLIENT_GONE);
        Eventually.until("only the held connection is left", () -> origin.openConnections() == 1);
        gate.open();
        assertThat(await(held)).hasToString("held");
    }

    @Test
    void keepsNoAnswerToAGetThatHadABody() {
        edge.routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"));
        edge.awaitRoutes();
        origin.on("/kept", Answer.text("kept", "Cache-Control: max-age=600"));
        HttpClient client = client(false);
        AtomicReference<String> refused = new AtomicReference<>();
        await(client.request(HttpMethod.GET, "/kept").compose(request -> {
            request.response().onSuccess(response -> refused.set(response.getHeader("cache-status")));
            return sendInPieces(request);
        }));
        assertThat(refused).hasValue("Sallyport; fwd=uri-miss; detail=request");

        assertThat(cacheStatus(client, "/kept")).isEqualTo("Sallyport; fwd=uri-miss; stored");
        Eventually.until("it is kept", () -> cacheStatus(client, "/kept").contains("hit"));
    }

    private static String cacheStatus(HttpClient client, String path) {
        HttpClientResponse response = await(client.request(HttpMethod.GET, path).compose(HttpClientRequest::send));
        await(response.body());
        return response.getHeader("cache-status");
    }

    @Test
    void resetsTheStreamWhenTheOriginCutsItsBodyAndKeepsTheConnection() {
        origin.on("/cut", Answer.closeAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"));
        HttpClient client = client(false);
        Future<Buffer> cut = client.request(HttpMethod.GET, "/cut")
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body);
        Eventually.until("the answer ends", cut::isComplete);
        assertThat(cut.failed()).isTrue();
        assertThat(await(client.request(HttpMethod.GET, "/").compose(HttpClientRequest::send))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void settlesOnHttp1ByTlsWithAClientThatWantsThat() {
        try (RawClient plain = edge.reverseTls()) {
            assertThat(plain.get("/").bodyText()).isEqualTo("hello");
        }
        try (RawClient chosen = edge.reverseTls("http/1.1")) {
            assertThat(chosen.alpn()).isEqualTo("http/1.1");
            assertThat(chosen.get("/").bodyText()).isEqualTo("hello");
        }
        try (RawClient second = edge.reverseTls("h2", "http/1.1")) {
            assertThat(second.alpn()).isEqualTo("h2");
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
