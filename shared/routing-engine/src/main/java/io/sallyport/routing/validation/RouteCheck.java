package io.sallyport.routing.validation;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.routing.engine.RouteMatch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks {@code routes} against themselves and the clusters. */
final class RouteCheck {
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    private final Findings findings;
    private final Map<String, ClusterDocument> clusters = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<RouteMatch, String> matches = new HashMap<>();

    RouteCheck(Findings findings, List<ClusterDocument> clusters) {
        this.findings = findings;
        clusters.forEach(cluster -> this.clusters.putIfAbsent(cluster.name(), cluster));
    }

    void check(List<RouteDocument> routes) {
        for (int i = 0; i < routes.size(); i++) {
            check(routes.get(i), "routes[" + i + "]");
        }
    }

    private void check(RouteDocument route, String path) {
        findings.unique(names, route.name(), path + ".name");
        match(route, path);
        cluster(route, path);
        route.versions().ifPresent(versions -> versions(versions, clusters.get(route.cluster()), path + ".versions"));
        route.headTimeout().ifPresent(timeout -> {
            if (timeout.isZero() || timeout.isNegative()) {
                findings.add(path + ".headTimeout", timeout.toString(), "a duration above zero, such as 10s");
            }
        });
    }

    private void match(RouteDocument route, String path) {
        String prefix = route.match().path();
        if (!Findings.isVisible(prefix) || prefix.indexOf('?') >= 0 || prefix.indexOf('#') >= 0) {
            findings.add(
                    path + ".match.path", Findings.quoted(prefix), "a percent-encoded path without query or fragment");
        }
        RouteMatch match = RouteMatch.of(route.match());
        if (match == null) {
            findings.add(
                    path + ".match.host",
                    Findings.quoted(route.match().host()),
                    "*, a name such as shop.example, or *.name for every name below it; no port");
            return;
        }
        String first = matches.putIfAbsent(match, route.name() + " (" + path + ")");
        if (first != null) {
            findings.add(
                    path + ".match",
                    "the same host and path in route " + route.name() + " as in route " + first,
                    "a match of its own: of two equal ones the second is never reached");
        }
    }

    /** The known names stand alone in the text, so that whoever shows it can add which one was probably meant. */
    private void cluster(RouteDocument route, String path) {
        if (!clusters.containsKey(route.cluster())) {
            String known = clusters.isEmpty()
                    ? "the name of a cluster, and there is none"
                    : String.join(", ", clusters.keySet());
            findings.add(path + ".cluster", Findings.quoted(route.cluster()), known);
        }
    }

    private void versions(VersionsDocument versions, @Nullable ClusterDocument cluster, String path) {
        if (!isToken(versions.by().header())) {
            findings.add(
                    path + ".by.header",
                    Findings.quoted(versions.by().header()),
                    "the name of a field, such as X-Version");
        }
        findings.version(versions.fallback(), path + ".default");
        if (cluster != null && !versions.fallback().isEmpty() && cluster.info().isEmpty()) {
            labelled(versions.fallback(), cluster, path + ".default");
        }
    }

    /** Where nothing is discovered, only a label can give an endpoint its version. */
    private void labelled(String fallback, ClusterDocument cluster, String path) {
        List<String> labels = cluster.endpoints().stream()
                .map(ClusterDocument.EndpointDocument::version)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
        if (!labels.contains(fallback)) {
            findings.add(
                    path,
                    Findings.quoted(fallback) + ", which no endpoint of cluster " + cluster.name() + " has",
                    labels.isEmpty()
                            ? "the version of an endpoint, or an info probe in the cluster that discovers versions"
                            : String.join(", ", labels) + ", or an info probe in the cluster that discovers versions");
        }
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || TOKEN_SYMBOLS.indexOf(c) >= 0));
    }
}
