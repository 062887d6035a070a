package io.sallyport.router.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.testkit.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteReadingTest {
    @Test
    void acceptsTheDemoConfiguration() throws IOException {
        Path demo = Path.of(System.getProperty("sallyport.root", "../.."), "config/routes.yaml");

        assertThat(reading(Files.readString(demo))).isInstanceOfSatisfying(RouteReading.Accepted.class, accepted -> {
            RoutesDocument document = accepted.document();
            assertThat(document.clusters().get(0).endpoints()).hasSize(3);
            assertThat(document.routes().get(0).versions().orElseThrow().fallback())
                    .isEqualTo("1.5");
        });
    }

    @Test
    void pointsAtAClusterThatDoesNotExist() {
        String text = """
                clusters:
                  - {name: shop, endpoints: ["http://127.0.0.1:9101"]}
                routes:
                  - name: r
                    cluster: shpo
                """;

        assertThat(((RouteReading.Refused) reading(text)).text())
                .isEqualTo(
                        "routes.yaml:5:14: routes[0].cluster: found \"shpo\", allowed: shop (did you mean \"shop\"?)");
    }

    @Test
    void pointsAtAnUnknownKey() {
        String text = "routes:\n  - {name: r, clusters: shop}\n";

        assertThat(((RouteReading.Refused) reading(text)).text())
                .startsWith("routes.yaml:2:")
                .contains("routes[0].clusters")
                .contains("did you mean \"cluster\"?");
    }

    @Test
    void takesNoRoutesForAnAnswer() {
        assertThat(reading("routes: []\n")).isInstanceOf(RouteReading.Accepted.class);
    }

    @Test
    void pointsAtAFileThatAClusterCannotUse() {
        String text = """
                clusters:
                  - {name: shop, endpoints: ["https://127.0.0.1:9101"], tls: {ca: nowhere.pem}}
                routes: []
                """;

        assertThat(((RouteReading.Refused) reading(text)).text())
                .isEqualTo("routes.yaml:2:67: clusters[0].tls.ca: found \"nowhere.pem\", which does not exist,"
                        + " allowed: a PEM file");
    }

    @Test
    void warnsOfACertificateThatIsNotValidYet(@TempDir Path folder) {
        TestCertificate.in(folder, "shop.test");
        String text = """
                clusters:
                  - {name: shop, endpoints: ["https://127.0.0.1:9101"], tls: {ca: shop.test.crt}}
                routes: []
                """;

        RouteReading reading = RouteReading.of(
                "routes.yaml",
                text,
                Map.of(),
                folder,
                Instant.EPOCH,
                new AdminConfig(HostPort.parse("127.0.0.1:1"), null, null));

        assertThat(((RouteReading.Accepted) reading).warnings())
                .singleElement()
                .asString()
                .startsWith("routes.yaml:2:67: clusters[0].tls.ca: found \"shop.test.crt\", which is valid from");
    }

    private static RouteReading reading(String text) {
        return RouteReading.of(
                "routes.yaml",
                text,
                Map.of(),
                Path.of("."),
                Instant.EPOCH,
                new AdminConfig(HostPort.parse("127.0.0.1:1"), null, null));
    }
}
