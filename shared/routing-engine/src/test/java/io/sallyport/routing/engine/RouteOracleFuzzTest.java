package io.sallyport.routing.engine;

import static io.sallyport.routing.engine.RoutingFixtures.cluster;
import static io.sallyport.routing.engine.RoutingFixtures.request;
import static io.sallyport.routing.engine.RoutingFixtures.route;
import static io.sallyport.routing.engine.RoutingFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.RouteDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against the plainest reading of its rules: sort by specificity, take the first that matches. */
class RouteOracleFuzzTest {
    private static final String[] LABELS = {"a", "b", "aa", "shop", "org"};
    private static final String[] SEGMENTS = {"a", "b", "ab", "", "api"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261123})
    void agreesWithTheOracle(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<RouteDocument> routes = randomRoutes(random);
            RouteTable table = RouteTable.compile(snapshot(List.of(cluster("c", "1")), routes));
            for (int i = 0; i < 50; i++) {
                String host = randomName(random);
                String path = randomPath(random);

                assertThat(nameOf(table.resolve(request(host, path))))
                        .as("%s%s in %s", host, path, routes)
                        .isEqualTo(oracle(routes, host, path));
            }
        }
    }

    private static String nameOf(Resolution resolution) {
        return resolution instanceof Resolution.Forward forward
                ? forward.route().name()
                : "none";
    }

    private static String oracle(List<RouteDocument> routes, String host, String path) {
        return routes.stream()
                .filter(route -> hostMatches(route.match().host(), host))
                .filter(route -> pathMatches(trimmed(route.match().path()), path))
                .min(Comparator.<RouteDocument>comparingInt(
                                route -> hostRank(route.match().host()))
                        .thenComparingInt(route -> -route.match().host().length())
                        .thenComparingInt(
                                route -> -trimmed(route.match().path()).length()))
                .map(RouteDocument::name)
                .orElse("none");
    }

    private static int hostRank(String pattern) {
        return pattern.equals("*") ? 2 : pattern.startsWith("*.") ? 1 : 0;
    }

    private static boolean hostMatches(String pattern, String host) {
        return pattern.equals("*")
                || (pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern));
    }

    private static String trimmed(String prefix) {
        return prefix.replaceAll("/+$", "");
    }

    private static boolean pathMatches(String prefix, String path) {
        return path.equals(prefix) || path.startsWith(prefix + "/") || prefix.isEmpty();
    }

    private static List<RouteDocument> randomRoutes(Random random) {
        List<RouteDocument> routes = new ArrayList<>();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(3);
            String host = kind == 0 ? "*" : kind == 1 ? "*." + randomName(random) : randomName(random);
            routes.add(route("r" + i, host, randomPath(random), "c"));
        }
        return routes;
    }

    private static String randomName(Random random) {
        StringBuilder name = new StringBuilder(LABELS[random.nextInt(LABELS.length)]);
        for (int i = random.nextInt(4); i > 0; i--) {
            name.append('.').append(LABELS[random.nextInt(LABELS.length)]);
        }
        return name.toString();
    }

    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder("/");
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append(SEGMENTS[random.nextInt(SEGMENTS.length)]).append(random.nextBoolean() ? "/" : "");
        }
        return path.toString();
    }
}
