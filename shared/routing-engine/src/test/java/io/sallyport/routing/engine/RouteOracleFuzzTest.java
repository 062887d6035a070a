package io.sallyport.routing.engine;

import static io.sallyport.routing.engine.RoutingFixtures.cluster;
import static io.sallyport.routing.engine.RoutingFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.MatchDocument.ConditionDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against the plainest reading of its rules: sort by specificity, take the first that matches. */
class RouteOracleFuzzTest {
    private static final String[] LABELS = {"a", "b", "aa", "shop", "org"};
    private static final String[] SEGMENTS = {"a", "b", "ab", "api"};
    private static final String[] METHODS = {"GET", "POST", "PUT"};
    private static final String[] VALUES = {"1", "2"};

    private final RouteOracle oracle = new RouteOracle();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261123})
    void agreesWithTheOracle(long seed) {
        Random random = new Random(seed);
        int matched = 0;
        for (int round = 0; round < 300; round++) {
            List<RouteDocument> routes = randomRoutes(random);
            RouteTable table = RouteTable.compile(snapshot(List.of(cluster("c", "1")), routes));
            for (int i = 0; i < 50; i++) {
                RequestFacts facts = randomRequest(random);
                String expected = oracle.route(routes, facts);

                assertThat(nameOf(table.resolve(facts)))
                        .as(
                                "%s in %s",
                                facts,
                                routes.stream().map(RouteOracleFuzzTest::shown).toList())
                        .isEqualTo(expected);
                matched += expected.equals("none") ? 0 : 1;
            }
        }
        assertThat(matched).isBetween(3_000, 14_000);
    }

    private static String shown(RouteDocument route) {
        return route.name() + " " + route.priority() + " " + route.match();
    }

    private static String nameOf(Resolution resolution) {
        return resolution instanceof Resolution.Forward forward
                ? forward.route().name()
                : "none";
    }

    private static List<RouteDocument> randomRoutes(Random random) {
        List<RouteDocument> routes = new ArrayList<>();
        int count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            int priority = random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0;
            routes.add(new RouteDocument(
                    "r" + i,
                    priority,
                    randomMatch(random),
                    "c",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return routes;
    }

    private static MatchDocument randomMatch(Random random) {
        int kind = random.nextInt(4);
        String host = kind < 2 ? "*" : kind == 2 ? "*." + randomName(random) : randomName(random);
        int pathKind = random.nextInt(3);
        return new MatchDocument(
                host,
                pathKind == 0 ? randomPath(random) : null,
                pathKind == 1 ? randomPath(random) : null,
                pathKind == 2 ? randomTemplate(random) : null,
                random.nextInt(4) == 0 ? List.of(pick(random, METHODS)) : null,
                randomConditions(random, "X-H"),
                randomConditions(random, "q"));
    }

    private static List<ConditionDocument> randomConditions(Random random, String name) {
        if (random.nextInt(5) != 0) {
            return null;
        }
        List<String> values = random.nextBoolean() ? List.of(pick(random, VALUES)) : null;
        return List.of(new ConditionDocument(name, values, random.nextInt(3) == 0));
    }

    private static RequestFacts randomRequest(Random random) {
        String[] headers = random.nextBoolean() ? new String[] {"x-h", pick(random, VALUES)} : new String[0];
        return new RequestFacts(
                "web",
                false,
                pick(random, METHODS),
                "http",
                Authority.parse(randomName(random)),
                randomPath(random),
                random.nextBoolean() ? "p=0&q=" + pick(random, VALUES) : null,
                IpAddress.parse("192.0.2.1"),
                HeaderList.of(headers));
    }

    private static String randomName(Random random) {
        StringBuilder name = new StringBuilder(pick(random, LABELS));
        for (int i = random.nextInt(3); i > 0; i--) {
            name.append('.').append(pick(random, LABELS));
        }
        return name.toString();
    }

    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append('/').append(pick(random, SEGMENTS));
        }
        return path.length() == 0 || random.nextInt(4) == 0 ? path.append('/').toString() : path.toString();
    }

    private static String randomTemplate(Random random) {
        StringBuilder path = new StringBuilder();
        int segments = random.nextInt(3);
        for (int i = 0; i < segments; i++) {
            path.append('/').append(random.nextBoolean() ? "{n" + i + "}" : pick(random, SEGMENTS));
        }
        return path.append(random.nextBoolean() ? "/{rest*}" : "/{last}").toString();
    }

    private static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
