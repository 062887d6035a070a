package io.sallyport.router.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.health.ServerCertificate;
import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.ClusterDocument.Protocol;
import io.sallyport.contract.route.ClusterDocument.ProxyProtocol;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakWatch.class)
class ProbeClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final ProbeClient client = new ProbeClient(vertx, new ProbeTrust(vertx, Path.of("."), Clock.systemUTC()));

    @AfterEach
    void close() throws Exception {
        client.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void asksPlainlyAndClosesTheConnection() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start("fine")) {
            ProbeAnswer answer = get(origin, TIMEOUT);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasToString("fine");
            assertThat(answer.whole()).isTrue();
            assertThat(origin.requests().get(0).startLine()).isEqualTo("GET /health HTTP/1.1");
            origin.awaitNoConnection();
            origin.assertClean();
        }
    }

    @Test
    void takesARedirectForAnAnswer() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.status("302 Found", "", "Location: /login"))) {
            assertThat(get(origin, TIMEOUT).status()).isEqualTo(302);
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void cutsAnEndlessBody() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.stream(1L << 40))) {
            ProbeAnswer answer = get(origin, TIMEOUT);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().length()).isEqualTo(ProbeClient.BODY_MAX);
            assertThat(answer.whole()).isFalse();
            origin.awaitNoConnection();
        }
    }

    @Test
    void givesUpInTime() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.stall())) {
            assertThatThrownBy(() -> get(origin, Duration.ofMillis(50)))
                    .satisfies(failure -> assertThat(ProbeFailure.reason(failure, Duration.ofMillis(50)))
                            .isEqualTo("no answer within 50ms"));
            origin.awaitNoConnection();
        }
    }

    @Test
    void givesUpInTimeOnABodyThatNeverEnds() {
        Answer head =
                Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc").then(Answer.stall());
        try (ScriptedOrigin origin = ScriptedOrigin.start(head)) {
            assertThatThrownBy(() -> get(origin, Duration.ofMillis(100)))
                    .satisfies(failure -> assertThat(ProbeFailure.reason(failure, Duration.ofMillis(100)))
                            .isEqualTo("no answer within 100ms"));
            origin.awaitNoConnection();
        }
    }

    @Test
    void saysWhenNobodyListens() {
        ProbeTarget nobody = target("http://127.0.0.1:" + FreePort.pick(), Protocol.AUTO, null, null);

        assertThatThrownBy(() -> client.get(nobody, "/health", TIMEOUT).await(10, TimeUnit.SECONDS))
                .satisfies(failure ->
                        assertThat(ProbeFailure.reason(failure, TIMEOUT)).isEqualTo("connection refused"));
    }

    @Test
    void saysWhenTheConnectionIsCut() {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(Answer.closeAfter("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"))) {
            assertThatThrownBy(() -> get(origin, TIMEOUT))
                    .satisfies(failure -> assertThat(ProbeFailure.reason(failure, TIMEOUT))
                            .isEqualTo("connection closed before the answer was complete"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SSH-2.0-OpenSSH_9.6\\r\\n                  ; not an answer of HTTP",
                "HTTP/1.1 abc OK\\r\\n\\r\\n                ; not an answer of HTTP",
                "HTTP/1.1 200 OK\\r\\nContent-Length: x\\r\\n\\r\\n ; not an answer of HTTP",
            })
    void garbageIsAFailureWithAReason(String garbage, String reason) {
        String bytes = garbage.replace("\\r", "\r").replace("\\n", "\n");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.closeAfter(bytes))) {
            assertThatThrownBy(() -> get(origin, TIMEOUT))
                    .satisfies(failure ->
                            assertThat(ProbeFailure.reason(failure, TIMEOUT)).startsWith(reason));
        }
    }

    @Test
    void aHeadWithoutEndIsAFailure() {
        String head = "HTTP/1.1 200 OK\r\n" + ("X-Filler: " + "x".repeat(1000) + "\r\n").repeat(100);
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(head).then(Answer.stall()))) {
            assertThatThrownBy(() -> get(origin, TIMEOUT))
                    .satisfies(failure ->
                            assertThat(ProbeFailure.reason(failure, TIMEOUT)).doesNotContain("no answer within"));
            origin.awaitNoConnection();
        }
    }

    @Test
    void asksForTheHostOfTheDocument() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start("fine")) {
            onLoop(target("http://" + origin.authority(), Protocol.AUTO, null, "shop.example"));
            get(origin, TIMEOUT);

            assertThat(origin.requests().get(0).values("host")).containsExactly("shop.example");
            assertThat(origin.requests().get(1).values("host")).containsExactly(origin.authority());
        }
    }

    @Test
    void speaksTlsByTheTrustOfTheCluster(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.in(folder, "shop.test");
        UpstreamTlsDocument trusting =
                new UpstreamTlsDocument(certificate.certificate().toString(), null, "shop.test", null, null);
        UpstreamTlsDocument otherName =
                new UpstreamTlsDocument(certificate.certificate().toString(), null, "pay.test", null, null);
        UpstreamTlsDocument unchecked = new UpstreamTlsDocument(null, false, null, null, null);
        UpstreamTlsDocument missing = new UpstreamTlsDocument("nowhere.pem", null, null, null, null);
        try (ScriptedOrigin origin = ScriptedOrigin.startTls(certificate, Answer.text("fine"))) {
            assertThat(getTls(origin, trusting).body()).hasToString("fine");
            assertThat(getTls(origin, unchecked).body()).hasToString("fine");
            assertThat(tlsFailure(origin, otherName)).startsWith("TLS: ");
            assertThat(tlsFailure(origin, null)).startsWith("TLS: ");
            assertThat(tlsFailure(origin, missing)).startsWith("tls: ca: found \"nowhere.pem\"");
            origin.awaitNoConnection();
        }
    }

    @Test
    void tellsHowTheServerSpokeAndWhatItHasShown(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.validFor(5, folder, "shop", "shop.test", "www.shop.test");
        UpstreamTlsDocument trusting =
                new UpstreamTlsDocument(certificate.certificate().toString(), null, "shop.test", null, null);
        try (ScriptedOrigin origin = ScriptedOrigin.startTls(certificate, Answer.text("fine"))) {
            ServerLink link = getTls(origin, trusting).link();

            assertThat(link.protocol()).isEqualTo("HTTP/1.1");
            assertThat(link.tls()).isTrue();
            ServerCertificate shown = link.certificate().orElseThrow();
            assertThat(shown.names()).containsExactly("shop.test", "www.shop.test");
            assertThat(shown.subject()).contains("CN=");
            assertThat(shown.problem()).isEmpty();
            assertThat(Duration.between(shown.notBefore(), shown.notAfter()).toDays())
                    .isBetween(4L, 6L);
        }
        try (ScriptedOrigin plain = ScriptedOrigin.start("fine")) {
            assertThat(get(plain, TIMEOUT).link()).isEqualTo(new ServerLink("HTTP/1.1", false, null));
        }
    }

    @Test
    void looksAtACertificateThatItDoesNotTrust(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.in(folder, "shop.test");
        try (ScriptedOrigin origin = ScriptedOrigin.startTls(certificate, Answer.text("fine"))) {
            ServerLink seen = client.look(target("https://" + origin.authority(), Protocol.AUTO, null, null), TIMEOUT)
                    .await(10, TimeUnit.SECONDS);

            assertThat(seen.certificate().orElseThrow().names()).containsExactly("shop.test");
            origin.awaitNoConnection();
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void speaksHttp2ByPriorKnowledge() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .end(request.version() + " " + request.authority().host()))
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        String url = "http://127.0.0.1:" + server.actualPort();

        ProbeAnswer answer = onLoop(target(url, Protocol.H2, null, "shop.example"));

        assertThat(answer.body()).hasToString("HTTP_2 shop.example");
        assertThat(answer.link()).isEqualTo(new ServerLink("h2", false, null));
    }

    @ParameterizedTest
    @CsvSource({"V1, 50524f585920554e4b4e4f574e0d0a", "V2, 0d0a0d0a000d0a515549540a20000000"})
    void announcesThatItSpeaksForNobody(ProxyProtocol version, String header) throws Exception {
        try (HeaderDemandingOrigin origin =
                HeaderDemandingOrigin.start(HexFormat.of().parseHex(header))) {
            assertThat(onLoop(announced(origin.url(), Protocol.AUTO, version)).body())
                    .hasToString("fine");
            assertThatThrownBy(() -> onLoop(announced(origin.url(), Protocol.AUTO, ProxyProtocol.NONE)))
                    .satisfies(failure ->
                            assertThat(ProbeFailure.reason(failure, TIMEOUT)).startsWith("connection closed"));
        }
    }

    @ParameterizedTest
    @CsvSource({"V1, HTTP_1_1", "V2, HTTP_1_1", "V1, H2", "V2, H2"})
    void announcesItselfToAServerOfVertx(ProxyProtocol version, Protocol protocol) throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setUseProxyProtocol(true))
                .requestHandler(request -> request.response().end(String.valueOf(request.version())))
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);

        ProbeAnswer answer = onLoop(announced("http://127.0.0.1:" + server.actualPort(), protocol, version));

        assertThat(answer.body()).hasToString(protocol == Protocol.H2 ? "HTTP_2" : "HTTP_1_1");
    }

    private ProbeAnswer onLoop(ProbeTarget target) throws Exception {
        return onLoop(target, "/", TIMEOUT);
    }

    private ProbeAnswer onLoop(ProbeTarget target, String path, Duration timeout) throws Exception {
        Promise<ProbeAnswer> answer = Promise.promise();
        vertx.runOnContext(go -> client.get(target, path, timeout).onComplete(answer));
        return answer.future().await(10, TimeUnit.SECONDS);
    }

    private static ProbeTarget announced(String url, Protocol protocol, ProxyProtocol version) {
        return target(url, protocol, null, null, version);
    }

    private ProbeAnswer getTls(ScriptedOrigin origin, UpstreamTlsDocument tls) throws Exception {
        return onLoop(target("https://" + origin.authority(), Protocol.AUTO, tls, null));
    }

    private String tlsFailure(ScriptedOrigin origin, UpstreamTlsDocument tls) throws Exception {
        try {
            return "answered " + getTls(origin, tls).status();
        } catch (Throwable failure) {
            return ProbeFailure.reason(failure, TIMEOUT);
        }
    }

    private ProbeAnswer get(ScriptedOrigin origin, Duration timeout) throws Exception {
        return onLoop(target("http://" + origin.authority(), Protocol.AUTO, null, null), "/health", timeout);
    }

    private static ProbeTarget target(String url, Protocol protocol, UpstreamTlsDocument tls, String host) {
        return target(url, protocol, tls, host, null);
    }

    private static ProbeTarget target(
            String url, Protocol protocol, UpstreamTlsDocument tls, String host, ProxyProtocol announcement) {
        ClusterDocument cluster = new ClusterDocument(
                "shop",
                null,
                null,
                null,
                List.of(EndpointDocument.parse(url)),
                protocol,
                Optional.ofNullable(tls),
                announcement,
                Optional.of(new HealthDocument(null, null, null, null, null, null, null, null, host, null)),
                Optional.empty(),
                Optional.empty(),
                null,
                Optional.empty());
        return ProbeTarget.of(cluster, cluster.endpoints().get(0));
    }
}
