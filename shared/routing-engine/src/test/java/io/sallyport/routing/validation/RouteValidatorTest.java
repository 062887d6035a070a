package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.contract.route.VersionsDocument.ByDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteValidatorTest {
    private static final ClusterDocument SHOP = cluster("shop", "http://127.0.0.1:9101", "http://127.0.0.1:9102");

    @Test
    void acceptsAGoodDocument() {
        assertThat(validate(List.of(SHOP), route("a", "*", "/"), route("b", "*.shop.example", "/x")))
                .isEmpty();
        assertThat(RouteValidator.validate(new RoutesDocument(null, null))).isEmpty();
    }

    @Test
    void namesTheClustersThereAre() {
        RouteDocument route = new RouteDocument("r", null, "shpo", null, null, null);

        assertThat(validate(List.of(SHOP, cluster("search", "http://s:80")), route))
                .containsExactly(new Problem("routes[0].cluster", "\"shpo\"", "shop, search"));
        assertThat(validate(List.of(), route)).hasSize(1);
    }

    @Test
    void namesBothRoutesOfAConflict() {
        List<Problem> problems =
                validate(List.of(SHOP), route("first", "Shop.example", "/a"), route("second", "shop.example.", "/a/"));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).path()).isEqualTo("routes[1].match");
        assertThat(problems.get(0).found()).contains("route second").contains("route first (routes[0])");
    }

    @Test
    void reportsNamesThatAreUsedTwice() {
        List<Problem> problems = validate(List.of(SHOP, SHOP), route("r", "*", "/"), route("r", "*", "/b"));

        assertThat(problems).extracting(Problem::path).containsExactly("clusters[1].name", "routes[1].name");
        assertThat(problems.get(0).found()).isEqualTo("\"shop\" again, first at clusters[0].name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*shop", "*.", "a.*.b", "shop:80", "a b", "http://x", "*.*.x", "127.1", "::1"})
    void refusesAHostPatternThatMatchesNothing(String host) {
        assertThat(validate(List.of(SHOP), route("r", host, "/")))
                .extracting(Problem::path)
                .containsExactly("routes[0].match.host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a?b", "/a#b", "/a b", "/ä"})
    void refusesAPathThatNoRequestHas(String path) {
        assertThat(validate(List.of(SHOP), route("r", "*", path)))
                .extracting(Problem::path)
                .containsExactly("routes[0].match.path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Version", "X-Version:", "Ü"})
    void refusesAFieldNameThatIsNoToken(String header) {
        VersionsDocument versions = new VersionsDocument(new ByDocument(header), "");

        assertThat(validate(List.of(SHOP), pinned(versions)))
                .extracting(Problem::path)
                .containsExactly("routes[0].versions.by.header");
    }

    @Test
    void refusesTheSameEndpointTwiceInACluster() {
        assertThat(validate(List.of(cluster("c", "http://a:80", "http://b", "http://A/"))))
                .extracting(Problem::path)
                .containsExactly("clusters[0].endpoints[2].url");
    }

    @Test
    void refusesPortZeroAndAVersionThatCannotBeSent() {
        EndpointDocument endpoint = new EndpointDocument("http://a:0", "1.0 beta");
        ClusterDocument cluster = new ClusterDocument("c", null, List.of(endpoint), Optional.empty(), Optional.empty());

        assertThat(validate(List.of(cluster)))
                .extracting(Problem::path)
                .containsExactly("clusters[0].endpoints[0].url", "clusters[0].endpoints[0].version");
    }

    @Test
    void refusesADefaultVersionThatNothingCanHave() {
        List<Problem> problems = validate(List.of(SHOP), pinned(new VersionsDocument(null, "2.0")));

        assertThat(problems)
                .containsExactly(new Problem(
                        "routes[0].versions.default",
                        "\"2.0\", which no endpoint of cluster shop has",
                        "1.0, or an info probe in the cluster that discovers versions"));
    }

    @Test
    void leavesTheDefaultVersionToTheProbeThatDiscoversIt() {
        ClusterDocument probed = new ClusterDocument(
                "shop", null, SHOP.endpoints(), Optional.empty(), Optional.of(new InfoDocument(null, null)));

        assertThat(validate(List.of(probed), pinned(new VersionsDocument(null, "2.0"))))
                .isEmpty();
    }

    @Test
    void refusesProbesThatCannotBeAsked() {
        ClusterDocument cluster = new ClusterDocument(
                "c",
                null,
                SHOP.endpoints(),
                Optional.of(new HealthDocument("health", null, null, null, null)),
                Optional.of(new InfoDocument("/a b", "/x~2")));

        assertThat(validate(List.of(cluster)))
                .extracting(Problem::path)
                .containsExactly("clusters[0].health.path", "clusters[0].info.path", "clusters[0].info.pointer");
    }

    @Test
    void refusesAHeadTimeoutOfNothing() {
        RouteDocument route = new RouteDocument("r", null, "shop", null, null, Optional.of(Duration.ZERO));

        assertThat(validate(List.of(SHOP), route)).extracting(Problem::path).containsExactly("routes[0].headTimeout");
    }

    private static List<Problem> validate(List<ClusterDocument> clusters, RouteDocument... routes) {
        return RouteValidator.validate(new RoutesDocument(clusters, List.of(routes)));
    }

    private static ClusterDocument cluster(String name, String... urls) {
        List<EndpointDocument> endpoints = java.util.Arrays.stream(urls)
                .map(url -> new EndpointDocument(url, "1.0"))
                .toList();
        return new ClusterDocument(name, null, endpoints, Optional.empty(), Optional.empty());
    }

    private static RouteDocument route(String name, String host, String path) {
        return new RouteDocument(name, new MatchDocument(host, path), "shop", null, null, null);
    }

    private static RouteDocument pinned(VersionsDocument versions) {
        return new RouteDocument("r", null, "shop", Optional.of(versions), null, null);
    }
}
