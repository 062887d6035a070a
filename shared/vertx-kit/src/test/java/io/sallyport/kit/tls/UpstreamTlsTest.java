package io.sallyport.kit.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.net.ClientSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpstreamTlsTest {
    @TempDir
    private Path folder;

    private static UpstreamTlsDocument files(String ca, String cert, String key) {
        return new UpstreamTlsDocument(ca, null, null, cert, key);
    }

    @Test
    void trustsTheJdkAndChecksTheNameByDefault() throws Exception {
        ClientSSLOptions options = UpstreamTls.read(UpstreamTls.DEFAULT, folder);
        assertThat(options.isTrustAll()).isFalse();
        assertThat(options.getTrustOptions()).isNull();
        assertThat(options.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
    }

    @Test
    void readsAuthoritiesAndAPairOfOurOwn() throws Exception {
        TestCertificate.in(folder, "shop.test");
        ClientSSLOptions options = UpstreamTls.read(files("shop.test.crt", "shop.test.crt", "shop.test.key"), folder);
        assertThat(options.getTrustOptions()).isNotNull();
        assertThat(options.getKeyCertOptions()).isNotNull();
    }

    @Test
    void checksNothingWhenToldSo() throws Exception {
        ClientSSLOptions options = UpstreamTls.read(new UpstreamTlsDocument(null, false, null, null, null), folder);
        assertThat(options.isTrustAll()).isTrue();
        assertThat(options.getHostnameVerificationAlgorithm()).isEmpty();
    }

    @Test
    void namesEveryFileThatCannotBeUsed() throws IOException {
        Files.writeString(folder.resolve("words.pem"), "no certificate");
        Files.writeString(
                folder.resolve("broken.key"), "-----BEGIN PRIVATE KEY-----\nbm8ga2V5\n-----END PRIVATE KEY-----\n");
        assertThat(UpstreamTls.problems(files("gone.pem", "words.pem", "words.pem"), folder))
                .containsExactly(
                        new Problem("ca", "\"gone.pem\", which does not exist", "a PEM file"),
                        new Problem("cert", "\"words.pem\", which holds no certificate", "a PEM file of certificates"),
                        new Problem(
                                "key",
                                "\"words.pem\", which holds no private key in clear",
                                "PEM with BEGIN PRIVATE KEY"));
        TestCertificate.in(folder, "shop.test");
        assertThat(UpstreamTls.problems(files(null, "shop.test.crt", "broken.key"), folder))
                .extracting(Problem::path)
                .containsExactly("key");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws Exception {
        TestCertificate.in(folder, "shop.test");
        TestCertificate.in(folder, "pay.test");
        TestCertificate.rsa(folder, "rsa", "shop.test");

        assertThat(UpstreamTls.problems(files(null, "shop.test.crt", "shop.test.key"), folder))
                .isEmpty();
        assertThat(UpstreamTls.problems(files(null, "rsa.crt", "rsa.key"), folder))
                .isEmpty();
        assertThat(UpstreamTls.problems(files(null, "shop.test.crt", "pay.test.key"), folder))
                .containsExactly(new Problem(
                        "key", "\"pay.test.key\", which belongs to another certificate", "the key of shop.test.crt"));
        assertThat(UpstreamTls.problems(files(null, "shop.test.crt", "rsa.key"), folder))
                .extracting(Problem::path)
                .containsExactly("key");
    }

    @Test
    void asksForTheEndpointsOwnNameUnlessToldAnother() {
        assertThat(UpstreamTls.serverName(UpstreamTls.DEFAULT, "a.test")).isEqualTo("a.test");
        assertThat(UpstreamTls.serverName(new UpstreamTlsDocument(null, null, "b.test", null, null), "a.test"))
                .isEqualTo("b.test");
    }
}
