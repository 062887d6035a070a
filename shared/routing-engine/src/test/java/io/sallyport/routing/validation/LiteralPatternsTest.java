package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralPatternsTest {
    private static List<Problem> warnings(MatchDocument match) {
        return LiteralPatterns.in(List.of(new RouteDocument(
                "r", 0, match, "c", null, null, null, null, null, null, null, null, null, null, null, null, null,
                null)));
    }

    @Test
    void findsWhatIsMeantToStandForAnything() {
        assertThat(warnings(new MatchDocument("*", "/api/*")))
                .containsExactly(new Problem(
                        "routes[0].match.path",
                        "\"/api/*\", in which a star or a brace is a letter like any other",
                        "a path, which matches everything below it too, or a template such as /users/{id}/{rest*}"));
        assertThat(warnings(new MatchDocument(null, null, "/*", null, null, null, null)))
                .singleElement()
                .extracting(Problem::path)
                .isEqualTo("routes[0].match.exact");
    }

    @Test
    void findsTheNamesOfATemplate() {
        assertThat(warnings(new MatchDocument("*", "/users/{id}")))
                .singleElement()
                .extracting(Problem::path)
                .isEqualTo("routes[0].match.path");
    }

    @Test
    void leavesTemplatesAndHostsAlone() {
        assertThat(warnings(new MatchDocument("*.test", null, null, "/a/{rest*}", null, null, null)))
                .isEmpty();
    }
}
