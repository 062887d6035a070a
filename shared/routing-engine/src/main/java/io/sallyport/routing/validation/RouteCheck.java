package io.sallyport.routing.validation;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.routing.engine.RouteMatch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks {@code routes} against themselves and the clusters. */
final class RouteCheck {
    private final Findings findings;
    private final Map<String, ClusterDocument> clusters = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<RouteMatch, String> matches = new HashMap<>();
    private final VersionsCheck versions;

    RouteCheck(Findings findings, List<ClusterDocument> clusters) {
        this.findings = findings;
        this.versions = new VersionsCheck(findings);
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
        versions.check(route, clusters.get(route.cluster()), path);
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
}
