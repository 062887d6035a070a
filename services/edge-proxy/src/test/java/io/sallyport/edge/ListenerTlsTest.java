package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificate, version and suite a handshake over TCP ends with. */
class ListenerTlsTest {
    @TempDir
    private Path folder;

    private ScriptedOrigin origin;

    @BeforeEach
    void certificates() {
        origin = ScriptedOrigin.start(Answer.text("hello"));
        TestCertificate.in(folder, "shop.test");
        TestCertificate.rsa(folder, "shop-rsa", "shop.test");
        TestCertificate.in(folder, "wild.test", "*.wild.test");
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    /** @param more keys of {@code tls} after its certificates, each with a comma in front */
    private EdgeHarness edge(String more) {
        return setup(more).start();
    }

    private EdgeSetup setup(String more) {
        return EdgeSetup.reverseTo(origin).listeners(folder, """
                        listeners:
                          - name: web-tls
                            mode: reverse
                            bind: 127.0.0.1:0
                            tls: {certificates: [{cert: shop.test.crt, key: shop.test.key},
                              {cert: shop-rsa.crt, key: shop-rsa.key}, {cert: wild.test.crt, key: wild.test.key}]%s}
                        """.formatted(more));
    }

    private static SSLSocket connect(EdgeHarness edge, String name, String... suites) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyServer()}, null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", edge.port(EdgeHarness.REVERSE_TLS));
        socket.setSoTimeout(5_000);
        SSLParameters parameters = socket.getSSLParameters();
        if (name != null) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        socket.setSSLParameters(parameters);
        if (suites.length > 0) {
            socket.setEnabledCipherSuites(suites);
        }
        return socket;
    }

    private static String shown(EdgeHarness edge, String name, String... suites) throws Exception {
        try (SSLSocket socket = connect(edge, name, suites)) {
            socket.startHandshake();
            X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return leaf.getSubjectX500Principal().getName() + " "
                    + leaf.getPublicKey().getAlgorithm();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "shop.test, CN=shop.test EC",
        "SHOP.test, CN=shop.test EC",
        "wild.test, CN=wild.test EC",
        "a.wild.test, CN=wild.test EC",
        "a.b.wild.test, CN=shop.test EC",
        "other.test, CN=shop.test EC",
        ", CN=shop.test EC",
    })
    void choosesTheCertificateByName(String name, String subject) throws Exception {
        try (EdgeHarness edge = edge("")) {
            assertThat(shown(edge, name)).isEqualTo(subject);
        }
    }

    @Test
    void showsAClientWithoutEcdsaTheOtherKey() throws Exception {
        try (EdgeHarness edge = edge("")) {
            assertThat(shown(edge, "shop.test", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"))
                    .isEqualTo("CN=shop.test RSA");
            assertThat(shown(edge, null, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"))
                    .isEqualTo("CN=shop.test RSA");
        }
    }

    @Test
    void refusesUnknownNamesWithoutACertificate() throws Exception {
        try (EdgeHarness edge = edge(", unknownNames: refuse")) {
            assertThat(shown(edge, "shop.test")).isEqualTo("CN=shop.test EC");
            assertThat(shown(edge, "a.wild.test")).isEqualTo("CN=wild.test EC");
            assertThatThrownBy(() -> shown(edge, "other.test")).isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> shown(edge, null)).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void speaksNothingOlderThanItsVersion() throws Exception {
        try (EdgeHarness edge = edge(", minVersion: 1.3")) {
            assertThatThrownBy(() -> shown(edge, "shop.test", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(shown(edge, "shop.test", "TLS_AES_128_GCM_SHA256")).isEqualTo("CN=shop.test EC");
        }
    }

    @Test
    void takesOnlyItsSuites() throws Exception {
        String cbc = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256";
        try (EdgeHarness edge = edge("")) {
            assertThatThrownBy(() -> shown(edge, "shop.test", cbc)).isInstanceOf(SSLHandshakeException.class);
        }
        try (EdgeHarness edge = edge(", ciphers: [" + cbc + "]")) {
            assertThat(shown(edge, "shop.test", cbc)).isEqualTo("CN=shop.test EC");
            assertThat(shown(edge, "shop.test")).isEqualTo("CN=shop.test EC");
            assertThatThrownBy(() -> shown(edge, "shop.test", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void endsAHandshakeThatTakesTooLong() {
        String hasty = "{tlsHandshake: 3s}";
        try (EdgeHarness edge = setup("").limits(hasty).start();
                RawClient silent = RawClient.connect(edge.port(EdgeHarness.REVERSE_TLS));
                RawClient half = RawClient.connect(edge.port(EdgeHarness.REVERSE_TLS));
                RawClient done = edge.reverseTls("http/1.1")) {
            half.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0});
            done.send("GET / HTTP/1.1\r\nHost: ");

            assertThat(silent.isClosedByPeer()).as("says nothing").isTrue();
            assertThat(half.isClosedByPeer()).as("says half of its hello").isTrue();
            assertThat(done.isClosedByPeer()).as("says half of its request").isTrue();
        }
    }

    /** Takes whatever it is shown. */
    private static final class AnyServer extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
