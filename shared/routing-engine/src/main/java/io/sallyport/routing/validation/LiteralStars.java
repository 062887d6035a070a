package io.sallyport.routing.validation;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds stars in paths to match. There a star is a letter like any other, while in other proxies it stands for anything:
 * a route for {@code /api/*} would be valid, and hardly ever reached.
 */
final class LiteralStars {
    private LiteralStars() {}

    static List<Problem> in(List<RouteDocument> routes) {
        List<Problem> warnings = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            MatchDocument match = routes.get(i).match();
            look(match.path(), "routes[" + i + "].match.path", warnings);
            look(match.exact(), "routes[" + i + "].match.exact", warnings);
        }
        return warnings;
    }

    private static void look(String path, String at, List<Problem> warnings) {
        if (path.indexOf('*') >= 0) {
            warnings.add(new Problem(
                    at,
                    Findings.quoted(path) + ", whose star is a letter like any other",
                    "a path, which matches everything below it too, or a template such as /users/{id}/{rest*}"));
        }
    }
}
