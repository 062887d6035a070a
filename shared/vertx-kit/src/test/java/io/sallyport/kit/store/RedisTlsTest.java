package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.StoreTlsConfig;
import io.sallyport.kit.VertxFixture;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.TestCertificate;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis by TLS that wants to see a certificate of ours. */
@ExtendWith(LeakWatch.class)
class RedisTlsTest {
    @TempDir
    static Path folder;

    private static RedisServer server;
    private static TestCertificate other;

    private Vertx vertx;

    @BeforeAll
    static void startServer() {
        TestCertificate site = TestCertificate.in(folder, "localhost");
        other = TestCertificate.rsa(folder, "other", "elsewhere.example");
        server = RedisServer.tls(site.certificate(), site.key(), site.certificate(), true);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() {
        VertxFixture.close(vertx);
    }

    private Store store(String host, String ca, String cert, boolean verifyHost) {
        String key = cert.isEmpty() ? "" : cert.replace(".crt", ".key");
        StoreTlsConfig tls = new StoreTlsConfig(ca, cert, key, verifyHost);
        String url = "rediss://" + host + ":" + server.port();
        return Stores.open(vertx, new StoreConfig(url, Duration.ofSeconds(3), null, null, tls, null), folder);
    }

    private void refused(Store store) {
        Future<Optional<io.vertx.core.buffer.Buffer>> call = store.get("x");
        Eventually.until("an answer", call::isComplete);
        assertThat(call.failed()).isTrue();
        assertThat(store.state().connected()).isFalse();
        await(store.close());
    }

    @Test
    void isReachedWithItsAuthorityAndOurCertificate() {
        Store store = store("localhost", "localhost.crt", "localhost.crt", true);

        assertThat(await(store.increment("n"))).isPositive();
        assertThat(store.state().connected()).isTrue();
        await(store.close());
    }

    @Test
    void isNotReachedWithoutACertificate() {
        refused(store("localhost", "localhost.crt", "", true));
    }

    @Test
    void isNotBelievedByTheAuthoritiesOfTheJvm() {
        refused(store("localhost", "", "localhost.crt", true));
        refused(store("localhost", other.certificate().getFileName().toString(), "localhost.crt", true));
    }

    @Test
    void mustHaveTheNameThatWeGoToUnlessThatIsSwitchedOff() {
        refused(store("127.0.0.1", "localhost.crt", "localhost.crt", true));

        Store careless = store("127.0.0.1", "localhost.crt", "localhost.crt", false);
        assertThat(await(careless.increment("n"))).isPositive();
        await(careless.close());
    }

    @Test
    void namesTheFileThatCannotBeUsed() {
        assertThatThrownBy(() -> store("localhost", "missing.pem", "", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("store.tls.ca: found \"missing.pem\"");
    }
}
