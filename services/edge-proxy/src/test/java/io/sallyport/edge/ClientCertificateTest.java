package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mutual TLS, on every version of HTTP. */
class ClientCertificateTest {
    @TempDir
    private Path folder;

    private TestCertificate server;
    private TestCertificate known;
    private TestCertificate stranger;
    private ScriptedOrigin origin;

    @BeforeEach
    void certificates() {
        server = TestCertificate.in(folder, "shop.test");
        known = TestCertificate.in(folder, "client.test", "alias.test");
        stranger = TestCertificate.in(folder, "stranger.test");
        origin = ScriptedOrigin.start(Answer.text("hello"));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private EdgeHarness edge(String clientAuth) {
        return EdgeSetup.reverseTo(origin)
                .listeners(folder, """
                        listeners:
                          - name: web-tls
                            mode: reverse
                            bind: 127.0.0.1:0
                            protocols: [h3, h2, http/1.1]
                            tls:
                              certificates: [{cert: shop.test.crt, key: shop.test.key}]
                              clientAuth: {ca: client.test.crt, %s}
                        """.formatted(clientAuth))
                .start();
    }

    private TlsClient client(EdgeHarness edge, HttpVersion version, TestCertificate own) {
        return new TlsClient(
                version,
                edge.port(EdgeHarness.REVERSE_TLS),
                "shop.test",
                server,
                own == null
                        ? null
                        : new PemKeyCertOptions()
                                .addCertPath(own.certificate().toString())
                                .addKeyPath(own.key().toString()));
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2", "HTTP_3"})
    void letsOnlyKnownClientsIn(HttpVersion version) {
        try (EdgeHarness edge = edge("mode: require")) {
            try (TlsClient client = client(edge, version, known)) {
                assertThat(client.get("/").body()).hasToString("hello");
            }
            try (TlsClient client = client(edge, version, null)) {
                assertThatThrownBy(() -> client.get("/")).isInstanceOf(AssertionError.class);
            }
            try (TlsClient client = client(edge, version, stranger)) {
                assertThatThrownBy(() -> client.get("/")).isInstanceOf(AssertionError.class);
            }
        }
        assertThat(origin.requests()).hasSize(1);
        assertThat(origin.awaitRequest(1).field("x-client-cert-subject")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2", "HTTP_3"})
    void tellsServersOfTheCertificateAndOfNothingThatAClientSays(HttpVersion version) {
        try (EdgeHarness edge = edge("mode: request, forward: true")) {
            try (TlsClient client = client(edge, version, known)) {
                client.get("/", "X-Client-Cert-Subject", "CN=admin", "X-Client-Cert-Verified", "yes");
            }
            try (TlsClient client = client(edge, version, null)) {
                client.get("/", "X-Client-Cert-Subject", "CN=admin", "Client-Cert", ":aGVsbG8=:");
            }
        }
        RawRequest with = origin.awaitRequest(1);
        assertThat(with.field("x-client-cert-subject")).hasValue("CN=client.test");
        assertThat(with.field("x-client-cert-names")).hasValue("dns:client.test, dns:alias.test");
        assertThat(with.field("x-client-cert-fingerprint").orElseThrow()).matches("[0-9a-f]{64}");
        assertThat(with.field("x-client-cert-verified")).isEmpty();
        RawRequest without = origin.awaitRequest(2);
        assertThat(without.field("x-client-cert-subject")).isEmpty();
        assertThat(without.field("client-cert")).isEmpty();
    }
}
