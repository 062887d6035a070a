package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Problem;
import io.sallyport.contract.Share;
import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.CanaryDocument.GatesDocument;
import io.sallyport.contract.route.CanaryDocument.StepDocument;
import io.sallyport.contract.route.CanaryDocument.StickyDocument;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.route.ShadowDocument;
import io.sallyport.contract.route.VersionsDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CanaryCheckTest {
    private static final List<StepDocument> STEPS = List.of(new StepDocument(5, null), new StepDocument(50, null));

    private static CanaryDocument canary(String version) {
        return new CanaryDocument(version, STEPS, null, null, null);
    }

    private static CanaryDocument gates(Share errorShare, Duration p99, Share confidence) {
        return new CanaryDocument(
                "1.6",
                STEPS,
                new GatesDocument(Optional.ofNullable(errorShare), Optional.ofNullable(p99), null, confidence),
                null,
                null);
    }

    private static CanaryDocument sticky(String cookie, String header, boolean client, String override) {
        return new CanaryDocument("1.6", STEPS, null, new StickyDocument(cookie, header, client), override);
    }

    private static List<Problem> problems(CanaryDocument canary, String fallback) {
        return problems(canary, null, fallback);
    }

    private static List<Problem> problems(CanaryDocument canary, ShadowDocument shadow, String fallback) {
        ClusterDocument shop = new ClusterDocument(
                "shop",
                null,
                List.of(
                        new EndpointDocument("http://127.0.0.1:9101", "1.5"),
                        new EndpointDocument("http://127.0.0.1:9102", "1.6")),
                null,
                null);
        RouteDocument route = new RouteDocument(
                "shop",
                null,
                null,
                "shop",
                null,
                null,
                null,
                Optional.of(new VersionsDocument(null, fallback)),
                Optional.ofNullable(canary),
                Optional.ofNullable(shadow),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return RouteValidator.validate(new RoutesDocument(List.of(shop), List.of(route)));
    }

    @Test
    void acceptsAGoodCanaryAndAGoodShadow() {
        assertThat(problems(canary("1.6"), new ShadowDocument("shop", "1.6", null, null), "1.5"))
                .isEmpty();
        assertThat(problems(canary("~1.6"), "")).isEmpty();
        assertThat(problems(sticky(null, "X-User", false, ""), "1.5")).isEmpty();
        assertThat(problems(sticky(null, null, true, null), "1.5")).isEmpty();
    }

    @Test
    void wantsAVersionThatIsNotTheDefault() {
        assertThat(problems(canary("1.5"), "1.5"))
                .containsExactly(new Problem(
                        "routes[0].canary.version",
                        "\"1.5\", which the route's default is or has in it",
                        "a version other than versions.default, \"1.5\""));
        assertThat(problems(canary(">=1.5"), "1.5"))
                .extracting(Problem::path)
                .containsExactly("routes[0].canary.version");
        assertThat(problems(canary("1.7"), "1.5"))
                .extracting(Problem::found)
                .containsExactly("\"1.7\", which no endpoint of cluster shop has");
        assertThat(problems(canary("~"), "1.5")).extracting(Problem::path).containsExactly("routes[0].canary.version");
        assertThat(problems(canary(""), "1.5")).extracting(Problem::path).containsExactly("routes[0].canary.version");
    }

    @Test
    void wantsRisingWeights() {
        CanaryDocument falling = new CanaryDocument(
                "1.6",
                List.of(
                        new StepDocument(5, null),
                        new StepDocument(5, null),
                        new StepDocument(100, null),
                        new StepDocument(50, null)),
                null,
                null,
                null);
        assertThat(problems(falling, "1.5"))
                .containsExactly(
                        new Problem(
                                "routes[0].canary.steps[1].weight",
                                "5 after 5",
                                "a weight that rises with each step: 6 to 100"),
                        new Problem(
                                "routes[0].canary.steps[3].weight",
                                "50 after 100",
                                "a weight that rises with each step: none"));
    }

    @Test
    void wantsGatesThatCanBeMetAndMissed() {
        assertThat(problems(gates(new Share(1), null, null), "1.5"))
                .extracting(Problem::path)
                .containsExactly("routes[0].canary.gates.errorShare");
        assertThat(problems(gates(null, Duration.ZERO, null), "1.5"))
                .extracting(Problem::path)
                .containsExactly("routes[0].canary.gates.p99");
        for (double confidence : new double[] {0, 0.4, 1}) {
            assertThat(problems(gates(null, null, new Share(confidence)), "1.5"))
                    .extracting(Problem::path)
                    .containsExactly("routes[0].canary.gates.confidence");
        }
    }

    @Test
    void wantsOneKeyAndAFieldOfItsOwnForTheOverride() {
        assertThat(problems(sticky("a", "X-User", false, null), "1.5"))
                .containsExactly(new Problem(
                        "routes[0].canary.sticky",
                        "2 of cookie, header and client",
                        "one of cookie, header and client"));
        assertThat(problems(sticky("a b", null, false, null), "1.5"))
                .extracting(Problem::path)
                .containsExactly("routes[0].canary.sticky.cookie");
        assertThat(problems(sticky(null, "X-User", false, "x-user"), "1.5"))
                .extracting(Problem::path)
                .containsExactly("routes[0].canary.header");
        assertThat(problems(sticky(null, null, false, "X-Version"), "1.5"))
                .extracting(Problem::path)
                .containsExactly("routes[0].canary.header");
        assertThat(problems(sticky(null, null, false, "X Canary"), "1.5"))
                .extracting(Problem::path)
                .containsExactly("routes[0].canary.header");
    }

    @Test
    void wantsAShadowElsewhereThatFitsIntoMemory() {
        assertThat(problems(null, new ShadowDocument("shpo", null, null, null), "1.5"))
                .containsExactly(new Problem("routes[0].shadow.cluster", "\"shpo\"", "shop"));
        assertThat(problems(null, new ShadowDocument("shop", null, null, null), "1.5"))
                .extracting(Problem::allowed)
                .containsExactly("another cluster, or a version of this one");
        assertThat(problems(null, new ShadowDocument("shop", "1.7", null, null), "1.5"))
                .extracting(Problem::path)
                .containsExactly("routes[0].shadow.version");
        assertThat(problems(null, new ShadowDocument("shop", "1.6", null, ByteSize.ofKiB(2048)), "1.5"))
                .extracting(Problem::path)
                .containsExactly("routes[0].shadow.body");
    }
}
