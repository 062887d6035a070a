package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.MatchDocument.ConditionDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteConflictsTest {
    private final List<RouteDocument> routes = new ArrayList<>();

    /** @param path a prefix, {@code =} and an exact path, or a template */
    private void route(int priority, String host, String path, ConditionDocument... header) {
        boolean exact = path.startsWith("=");
        boolean template = path.contains("{");
        MatchDocument match = new MatchDocument(
                host,
                exact || template ? null : path,
                exact ? path.substring(1) : null,
                template ? path : null,
                null,
                List.of(header),
                null);
        routes.add(new RouteDocument(
                "r" + routes.size(),
                priority,
                match,
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

    private static ConditionDocument header(String name, String... values) {
        return new ConditionDocument(name, List.of(values), false);
    }

    private List<Problem> problems() {
        return RouteValidator.validate(document());
    }

    private List<Problem> warnings() {
        return RouteValidator.warnings(document());
    }

    private RoutesDocument document() {
        ClusterDocument cluster = new ClusterDocument(
                "c",
                null,
                List.of(EndpointDocument.parse("http://127.0.0.1:9000")),
                Optional.empty(),
                Optional.empty());
        return new RoutesDocument(List.of(cluster), routes);
    }

    @ParameterizedTest
    @CsvSource({
        "0,  *,         /,          0, *,         /,          true",
        "0,  *,         /a/,        0, *,         /a,         true",
        "1,  *,         /,          0, a.test,    =/x,        true",
        "1,  *.test,    /a,         0, b.a.test,  /a/b,       true",
        "1,  *.test,    /a,         0, test,      /a/b,       false",
        "1,  *.test,    /a,         0, '*',       /a/b,       false",
        "1,  *,         /a,         0, '*',       /a/{x},     true",
        "1,  *,         /{x},       0, '*',       =/a,        true",
        "1,  *,         /a/{r*},    0, '*',       /a,         false",
        "0,  *,         /,          0, a.test,    /,          false",
        "0,  *,         /,          1, a.test,    /,          false",
        "0,  *,         /{x},       0, '*',       /{y},       true",
        "0,  *,         /a/{x},     0, '*',       /{x}/b,     false",
    })
    void reportsARouteThatAnotherOneHides(
            int priority,
            String host,
            String path,
            int laterPriority,
            String laterHost,
            String laterPath,
            boolean hidden) {
        route(priority, host, path);
        route(laterPriority, laterHost, laterPath);

        if (hidden) {
            assertThat(problems()).singleElement().satisfies(problem -> {
                assertThat(problem.path()).isEqualTo("routes[1].match");
                assertThat(problem.found()).contains("route r1", "route r0 (routes[0])");
                assertThat(problem.allowed()).contains("priority").contains("never reached");
            });
        } else {
            assertThat(problems()).isEmpty();
        }
    }

    @Test
    void aRouteThatIsWrittenLaterMayHideAnEarlierOne() {
        route(0, "a.test", "/x");
        route(5, "*", "/");

        assertThat(problems()).extracting(Problem::path).containsExactly("routes[0].match");
    }

    @Test
    void aConditionThatHoldsAnywayHidesNothingLess() {
        route(1, "*", "/", header("X-A"));
        route(0, "*", "/", header("X-A", "1"), header("X-B"));
        route(0, "*", "/", header("X-B"));

        assertThat(problems()).extracting(Problem::path).containsExactly("routes[1].match");
    }

    @Test
    void twoNegatedConditionsHideEachOtherOnlyWhenTheFirstIsWider() {
        route(1, "*", "/", new ConditionDocument("X-A", List.of("1"), true));
        route(0, "*", "/", new ConditionDocument("X-A", List.of("1", "2"), true));
        route(0, "*", "/b", new ConditionDocument("X-A", List.of("2"), true));

        assertThat(problems()).extracting(Problem::path).containsExactly("routes[1].match");
    }

    @Test
    void warnsOfRoutesThatOnlyTheirOrderTellsApart() {
        route(0, "*", "/a/{x}");
        route(0, "*", "/{x}/b");
        route(0, "*", "/", header("X-A"));
        route(0, "*", "/", header("X-B"));

        assertThat(problems()).isEmpty();
        assertThat(warnings()).extracting(Problem::path).containsExactly("routes[1].match", "routes[3].match");
        assertThat(warnings().get(0).toString())
                .contains("route r0 (routes[0])")
                .contains("r0 is written first")
                .contains("a priority");
    }

    @Test
    void doesNotWarnOfRoutesThatNeverMeet() {
        route(0, "*", "/a/{x}");
        route(0, "*", "/b/{x}");
        route(0, "*", "/c/{x}/d");
        route(0, "*", "/", header("X-A", "1"));
        route(0, "*", "/", header("X-A", "2"));
        route(1, "*", "/{x}/b");
        route(0, "*.a.test", "/z");
        route(0, "*.b.test", "/z");

        assertThat(warnings()).isEmpty();
    }
}
