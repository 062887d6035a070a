package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.contract.route.VersionsDocument.ByDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsCheckTest {
    private static final ByDocument HEADER = new ByDocument("X-Version");

    @ParameterizedTest
    @ValueSource(strings = {"1.1.0", "~1.1", "^1.0", "1.x", ">=1.1 <2", "build-7", ""})
    void takesAVersionOrARangeThatAnEndpointHas(String fallback) {
        assertThat(validate(null, HEADER, fallback)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", ">=1.2 || 3", "1.2 - 2", "^main", "1 2"})
    void refusesARangeThatSaysNone(String fallback) {
        assertThat(validate(null, HEADER, fallback))
                .containsExactly(new Problem(
                        "routes[0].versions.default",
                        "\"" + fallback + "\"",
                        "a version such as 1.5, or a range such as ~1.5, ^1.2, 1.x or >=1.2 <2"));
    }

    @Test
    void refusesARangeThatHoldsNoLabel() {
        assertThat(validate(null, HEADER, "~1.2"))
                .containsExactly(new Problem(
                        "routes[0].versions.default",
                        "\"~1.2\", which no endpoint of cluster shop has",
                        "1.1.0, build-7, or an info probe in the cluster that discovers versions"));
    }

    @Test
    void refusesALabelThatIsARange() {
        ClusterDocument cluster = new ClusterDocument(
                "shop", null, List.of(new EndpointDocument("http://a:1", "~1.1")), Optional.empty(), Optional.empty());

        assertThat(RouteValidator.validate(new RoutesDocument(List.of(cluster), List.of())))
                .containsExactly(new Problem(
                        "clusters[0].endpoints[0].version",
                        "\"~1.1\"",
                        "one version such as 1.5, not a range: a server runs one"));
    }

    @Test
    void refusesPlacesThatNoRequestHas() {
        assertThat(validate(null, new ByDocument("", "a b", "a;b", false), ""))
                .extracting(Problem::path)
                .containsExactly("routes[0].versions.by.cookie", "routes[0].versions.by.query");
        assertThat(validate(null, new ByDocument("", null, null, false), ""))
                .extracting(Problem::path)
                .containsExactly("routes[0].versions.by.header");
    }

    @Test
    void refusesAPathPinWhereTheWholePathMatches() {
        ByDocument path = new ByDocument(null, null, null, true);

        assertThat(validate(new MatchDocument("*", null, "/a", null, null, null, null), path, ""))
                .extracting(Problem::path)
                .containsExactly("routes[0].versions.by.path");
        assertThat(validate(new MatchDocument("*", "/a"), path, "")).isEmpty();
    }

    private static List<Problem> validate(MatchDocument match, ByDocument by, String fallback) {
        ClusterDocument cluster = new ClusterDocument(
                "shop",
                null,
                List.of(new EndpointDocument("http://a:1", "1.1.0"), new EndpointDocument("http://a:2", "build-7")),
                Optional.empty(),
                Optional.empty());
        RouteDocument route =
                new RouteDocument("r", match, "shop", Optional.of(new VersionsDocument(by, fallback)), null, null);
        return RouteValidator.validate(new RoutesDocument(List.of(cluster), List.of(route)));
    }
}
