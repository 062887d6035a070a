package io.sallyport.routing.engine;

import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.MatchDocument.ConditionDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.RequestFacts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of matching as the documentation puts them, slow and by regular expressions; for plain paths. */
final class RouteOracle {
    private static final Comparator<RouteDocument> ORDER = Comparator.<RouteDocument>comparingInt(
                    route -> -route.priority())
            .thenComparingInt(route -> hostKind(route.match().host()))
            .thenComparingInt(route ->
                    hostKind(route.match().host()) == 1 ? -route.match().host().length() : 0)
            .thenComparingInt(route -> pathKind(route.match()))
            .thenComparingInt(route -> -literals(route.match().template()))
            .thenComparingInt(route -> route.match().template().endsWith("*}") ? 1 : 0)
            .thenComparingInt(route -> -route.match().template().split("/", -1).length)
            .thenComparingInt(route -> -trimmed(route.match().path()).length())
            .thenComparingInt(route -> -conditions(route.match()));

    /** The name of the route that a request takes, or {@code none}. */
    String route(List<RouteDocument> routes, RequestFacts facts) {
        return routes.stream()
                .sorted(ORDER)
                .filter(route -> matches(route.match(), facts))
                .map(RouteDocument::name)
                .findFirst()
                .orElse("none");
    }

    private static int hostKind(String host) {
        return host.equals("*") ? 2 : host.startsWith("*.") ? 1 : 0;
    }

    private static int pathKind(MatchDocument match) {
        return !match.exact().isEmpty() ? 0 : !match.template().isEmpty() ? 1 : 2;
    }

    private static int literals(String template) {
        return (int) Arrays.stream(template.split("/", -1))
                .skip(1)
                .filter(segment -> !segment.startsWith("{"))
                .count();
    }

    private static int conditions(MatchDocument match) {
        return (match.method().isEmpty() ? 0 : 1)
                + match.header().size()
                + match.query().size();
    }

    private static String trimmed(String prefix) {
        return prefix.replaceAll("/+$", "");
    }

    private static boolean matches(MatchDocument match, RequestFacts facts) {
        return hostMatches(match.host(), facts.authority().host())
                && facts.path().matches(pathPattern(match))
                && (match.method().isEmpty() || match.method().contains(facts.method()))
                && match.header().stream()
                        .allMatch(header -> holds(header, facts.headers().get(header.name())))
                && match.query().stream().allMatch(query -> holds(query, queryValue(facts.query(), query.name())));
    }

    private static boolean hostMatches(String pattern, String host) {
        return pattern.equals("*")
                || (pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern));
    }

    private static String pathPattern(MatchDocument match) {
        if (!match.exact().isEmpty()) {
            return Pattern.quote(match.exact());
        }
        if (!match.template().isEmpty()) {
            return match.template().replaceAll("\\{\\w+}", "[^/]+").replaceAll("\\{\\w+\\*}", ".*");
        }
        return Pattern.quote(trimmed(match.path())) + "(/.*)?";
    }

    private static boolean holds(ConditionDocument condition, String value) {
        boolean fits = value != null
                && (condition.value().isEmpty() || condition.value().contains(value));
        return fits != condition.not();
    }

    private static String queryValue(String query, String name) {
        return query == null
                ? null
                : Arrays.stream(query.split("&"))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1))
                        .findFirst()
                        .orElse(null);
    }
}
