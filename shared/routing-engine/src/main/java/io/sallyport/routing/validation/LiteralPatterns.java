package io.sallyport.routing.validation;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds stars and braces in paths to match. There they are letters like any other, while in other proxies, and in
 * {@code match.template}, they stand for anything: a route for {@code /api/*} would be valid, and hardly ever reached.
 */
final class LiteralPatterns {
    private LiteralPatterns() {}

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
        if (path.indexOf('*') >= 0 || path.indexOf('{') >= 0) {
            warnings.add(new Problem(
                    at,
                    Findings.quoted(path) + ", in which a star or a brace is a letter like any other",
                    "a path, which matches everything below it too, or a template such as /users/{id}/{rest*}"));
        }
    }
}
