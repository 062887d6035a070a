package io.sallyport.router.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.RoutesDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    private static RouteReading reading(String text) {
        return RouteReading.of("routes.yaml", text, Map.of());
    }
}
