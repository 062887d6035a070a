package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.health.ConnectionCounts;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.ServerLink;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS towards servers: who is trusted, what is spoken, and what clients hear when it fails. */
@ExtendWith(LeakWatch.class)
class UpstreamTlsTest {
    @TempDir
    private Path folder;

    private TestCertificate certificate;

    @BeforeEach
    void make() {
        certificate = TestCertificate.in(folder, "shop.test");
    }

    private String trust(String more) {
        return ", tls: {ca: '" + certificate.certificate() + "'" + more + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "h2", "http/1.1"})
    void speaksWhatIsAskedFor(String protocol) {
        try (VertxOrigin origin = VertxOrigin.start(VertxOrigin.tls(certificate));
                EdgeHarness edge = EdgeHarness.start(
                        origin.routes(", protocol: " + protocol + trust(", serverName: shop.test")), "");
                RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test").bodyText()).isEqualTo("hello");
            assertThat(client.get("/", "Host: a.test").bodyText()).isEqualTo("hello");
            assertThat(origin.seen().get(0).version())
                    .isEqualTo(protocol.equals("http/1.1") ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_2);
            assertThat(origin.connections()).hasSize(1);
            assertThat(origin.connections().get(0).indicatedServerName()).isEqualTo("shop.test");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "http/1.1"})
    void tellsHowTheServerSpokeAndWhatItHasShown(String protocol) {
        try (VertxOrigin origin = VertxOrigin.start(VertxOrigin.tls(certificate));
                EdgeHarness edge = EdgeHarness.start(
                        origin.routes(", protocol: " + protocol + trust(", serverName: shop.test")), "");
                RawClient client = edge.reverse()) {
            String url = "https://127.0.0.1:" + origin.port();
            Eventually.until("the first report", () -> edge.endpoint(url) != null);
            assertThat(edge.endpoint(url).link()).isEmpty();

            client.get("/", "Host: a.test");

            Eventually.until(
                    "an idle connection is told of",
                    () -> edge.endpoint(url).connections().equals(new ConnectionCounts(1, 1, 0)));
            EndpointUse use = edge.endpoint(url);
            ServerLink link = use.link().orElseThrow();
            assertThat(link.protocol()).isEqualTo(protocol.equals("h2") ? "h2" : "HTTP/1.1");
            assertThat(link.tls()).isTrue();
            assertThat(link.certificate().orElseThrow().names()).containsExactly("shop.test");
        }
    }

    @Test
    void speaksHttp1WithAServerThatKnowsNoAlpn() {
        try (ScriptedOrigin origin = ScriptedOrigin.startTls(certificate, Answer.text("old"));
                EdgeHarness edge = EdgeHarness.start(
                        EdgeSetup.routesTo(origin, "")
                                .replace("http://", "https://")
                                .replace("'],", "']" + ",")
                                .replace("}]\nroutes", trust(", serverName: shop.test") + "}]\nroutes"),
                        "");
                RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test").bodyText()).isEqualTo("old");
            assertThat(client.get("/", "Host: a.test").bodyText()).isEqualTo("old");
            assertThat(origin.connections()).hasSize(1);
            assertThat(origin.awaitRequest(1).values("host")).containsExactly("a.test");
        }
    }

    private static void assertRefused(VertxOrigin origin, String cluster, Outcome outcome) {
        try (EdgeHarness edge = EdgeHarness.start(origin.routes(cluster), "");
                RawClient client = edge.reverse()) {
            RawResponse response = client.get("/", "Host: a.test");
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.field("proxy-status")).contains("Sallyport; error=" + outcome.token());
            assertThat(response.bodyText()).doesNotContain("127.0.0.1", "shop.test", "PKIX", "Exception");
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(outcome);
        }
        assertThat(origin.seen()).isEmpty();
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        try (VertxOrigin origin = VertxOrigin.start(VertxOrigin.tls(certificate))) {
            assertRefused(origin, "", Outcome.TLS_CERTIFICATE);
        }
    }

    @Test
    void refusesACertificateForAnotherName() {
        try (VertxOrigin origin = VertxOrigin.start(VertxOrigin.tls(certificate))) {
            assertRefused(origin, trust(""), Outcome.TLS_CERTIFICATE);
            assertRefused(origin, trust(", serverName: other.test"), Outcome.TLS_CERTIFICATE);
        }
    }

    @Test
    void takesAnyCertificateWhenToldNotToVerify() {
        try (VertxOrigin origin = VertxOrigin.start(VertxOrigin.tls(certificate));
                EdgeHarness edge = EdgeHarness.start(origin.routes(", tls: {verify: false}"), "");
                RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(200);
        }
    }

    @Test
    void tellsAServerWithoutTls() {
        try (VertxOrigin origin = VertxOrigin.start(VertxOrigin.options());
                EdgeHarness edge = EdgeHarness.start(origin.routes("").replace("http:", "https:"), "");
                RawClient client = edge.reverse()) {
            RawResponse response = client.get("/", "Host: a.test");
            assertThat(response.status()).isEqualTo(502);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TLS_FAILED);
        }
    }

    @Test
    void tellsAServerThatDoesNotSpeakWhatItMust() {
        HttpServerOptions old = VertxOrigin.tls(certificate).setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
        try (VertxOrigin origin = VertxOrigin.start(old)) {
            assertRefused(origin, ", protocol: h2" + trust(", serverName: shop.test"), Outcome.TLS_FAILED);
        }
    }

    private HttpServerOptions wantingCertificates() {
        return VertxOrigin.tls(certificate)
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(certificate.certificate().toString()));
    }

    @Test
    void showsOurOwnCertificate() {
        String own =
                ", serverName: shop.test, cert: '" + certificate.certificate() + "', key: '" + certificate.key() + "'";
        try (VertxOrigin origin = VertxOrigin.start(wantingCertificates());
                EdgeHarness edge = EdgeHarness.start(origin.routes(trust(own)), "");
                RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(200);
        }
    }

    /** With TLS 1.3 the handshake is complete by then; an HTTP/2 connection is not made yet, and its reason is lost. */
    @ParameterizedTest
    @CsvSource({"h2, TLS_FAILED", "http/1.1, TLS_ALERT"})
    void tellsAServerThatMissesOurCertificate(String protocol, Outcome outcome) {
        try (VertxOrigin origin = VertxOrigin.start(wantingCertificates())) {
            assertRefused(origin, ", protocol: " + protocol + trust(", serverName: shop.test"), outcome);
        }
    }

    @Test
    void keepsTheLastGoodRoutesWhenAFileCannotBeRead() throws Exception {
        Path ca = folder.resolve("ca.pem");
        Files.copy(certificate.certificate(), ca);
        try (VertxOrigin origin = VertxOrigin.start(VertxOrigin.tls(certificate));
                EdgeHarness edge =
                        EdgeHarness.start(origin.routes(", tls: {ca: '" + ca + "', serverName: shop.test}"), "");
                RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(200);
            Files.delete(ca);
            edge.routes(origin.routes(", tls: {ca: '" + ca + "', serverName: other.test}"));

            Eventually.until("a problem", () -> edge.problems().stream().anyMatch(text -> text.contains("ca.pem")));
            assertThat(client.get("/", "Host: a.test").status()).isEqualTo(200);
        }
    }
}
