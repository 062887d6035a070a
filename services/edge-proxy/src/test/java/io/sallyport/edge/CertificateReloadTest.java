package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificate files that change while connections are open and new ones come. */
class CertificateReloadTest {
    @TempDir
    private Path folder;

    private TestCertificate old;
    private TestCertificate next;
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        old = TestCertificate.rsa(folder, "old", "shop.test");
        next = TestCertificate.in(folder, "shop.test");
        put(old);
        origin = ScriptedOrigin.start(Answer.text("hello"));
        edge = EdgeSetup.reverseTo(origin).listeners(folder, """
                        listeners:
                          - name: web-tls
                            mode: reverse
                            bind: 127.0.0.1:0
                            protocols: [h3, h2, http/1.1]
                            tls: {certificates: [{cert: site.crt, key: site.key}]}
                        """).start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private void put(TestCertificate certificate) {
        copy(certificate.certificate(), "site.crt");
        copy(certificate.key(), "site.key");
    }

    private void copy(Path from, String to) {
        try {
            Files.copy(from, folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TlsClient client(HttpVersion version, TestCertificate trusted) {
        return new TlsClient(version, edge.port(EdgeHarness.REVERSE_TLS), "shop.test", trusted, null);
    }

    private static String keyOf(HttpClientResponse head) {
        try {
            return ((X509Certificate)
                            head.request().connection().peerCertificates().get(0))
                    .getPublicKey()
                    .getAlgorithm();
        } catch (SSLPeerUnverifiedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean showsNewTo(HttpVersion version) {
        try (TlsClient fresh = client(version, next)) {
            return fresh.get("/").body().toString().equals("hello");
        } catch (AssertionError e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2", "HTTP_3"})
    void failsNobodyUnderLoadAndShowsTheNewOneToNewConnections(HttpVersion version) {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        try (TlsClient kept = client(version, old)) {
            assertThat(keyOf(kept.get("/").head())).isEqualTo("RSA");
            Future<Void> load = again(kept, over, served, failures);

            put(next);
            Eventually.until("the new certificate", () -> showsNewTo(version));
            int before = served.get();
            Eventually.until("more on the old connection", () -> served.get() > before + 20);

            over.set(true);
            TlsClient.await(load);
            TlsClient.Answer last = kept.get("/");
            assertThat(keyOf(last.head())).as("the same connection").isEqualTo("RSA");
        }
        assertThat(failures).isEmpty();
        assertThat(edge.service().problems()).isEmpty();
    }

    /** One request after the other until it is over. */
    private static Future<Void> again(
            TlsClient client, AtomicBoolean over, AtomicInteger served, List<Throwable> failures) {
        if (over.get()) {
            return Future.succeededFuture();
        }
        return client.request(HttpMethod.GET, "/")
                .compose(request -> request.send().compose(TlsClient::whole))
                .onSuccess(answer -> served.incrementAndGet())
                .onFailure(failures::add)
                .transform(done -> again(client, over, served, failures));
    }

    @Test
    void keepsTheOldOneWhenTheNewKeyDoesNotFit() {
        copy(next.certificate(), "site.crt");

        Eventually.until("a problem", () -> !edge.service().problems().isEmpty());
        assertThat(edge.service().problems())
                .singleElement()
                .asString()
                .isEqualTo("listener web-tls: changed certificates are not used:"
                        + " found \"site.key\", which is no EC key, allowed: the key of site.crt");
        assertThat(edge.service().metrics()).contains("sallyport_certificate_change_refused{listener=\"web-tls\"} 1");
        try (TlsClient client = client(HttpVersion.HTTP_1_1, old)) {
            assertThat(client.get("/").body()).hasToString("hello");
        }

        copy(next.key(), "site.key");

        Eventually.until("the new certificate", () -> showsNewTo(HttpVersion.HTTP_1_1));
        assertThat(edge.service().problems()).isEmpty();
        assertThat(edge.service().metrics())
                .contains("sallyport_certificate_change_refused{listener=\"web-tls\"} 0")
                .contains("sallyport_certificate_days_left{listener=\"web-tls\"} 29");
    }

    @Test
    void saysWhenTheOneInForceEndsSoon() {
        put(TestCertificate.validFor(15, folder, "soon", "shop.test"));

        Eventually.until("a problem", () -> !edge.service().problems().isEmpty());
        assertThat(edge.service().problems()).containsExactly("listener web-tls: a certificate expires in 9 days");
    }

    /** A renewal that went wrong is the time to know how much is left. */
    @Test
    void goesOnSayingSoWhenTheNextOneIsRefused() throws IOException {
        put(TestCertificate.validFor(15, folder, "soon", "shop.test"));
        Eventually.until("the end is told", () -> !edge.service().problems().isEmpty());

        Files.writeString(folder.resolve("site.crt"), "no certificate");

        Eventually.until("a second problem", () -> edge.service().problems().size() == 2);
        assertThat(edge.service().problems())
                .satisfiesExactly(
                        refused -> assertThat(refused).contains("changed certificates are not used"),
                        due -> assertThat(due).isEqualTo("listener web-tls: a certificate expires in 9 days"));
    }

    @Test
    void doesNotTakeAnExpiredOne() {
        TestCertificate expired = TestCertificate.validFor(3, folder, "expired", "shop.test");

        put(expired);

        Eventually.until("a problem", () -> !edge.service().problems().isEmpty());
        assertThat(edge.service().problems().get(0)).contains("\"site.crt\", which has expired");
        try (RawClient client = edge.reverseTls("http/1.1")) {
            assertThat(client.get("/", "Host: shop.test").status()).isEqualTo(200);
        }
    }
}
