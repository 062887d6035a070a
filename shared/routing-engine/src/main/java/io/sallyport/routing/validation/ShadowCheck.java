package io.sallyport.routing.validation;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.ShadowDocument;
import java.util.Map;

/** Checks {@code routes[].shadow}. */
final class ShadowCheck {
    /** Copies under way are held in memory. */
    private static final long BODY_MAX = 1 << 20;

    private final Findings findings;
    private final VersionsCheck versions;
    private final Map<String, ClusterDocument> clusters;

    ShadowCheck(Findings findings, VersionsCheck versions, Map<String, ClusterDocument> clusters) {
        this.findings = findings;
        this.versions = versions;
        this.clusters = clusters;
    }

    void check(RouteDocument route, String path) {
        route.shadow().ifPresent(shadow -> check(route, shadow, path + ".shadow"));
    }

    private void check(RouteDocument route, ShadowDocument shadow, String path) {
        ClusterDocument cluster = clusters.get(shadow.cluster());
        if (cluster == null) {
            findings.add(
                    path + ".cluster",
                    Findings.quoted(shadow.cluster()),
                    clusters.isEmpty()
                            ? "the name of a cluster, and there is none"
                            : String.join(", ", clusters.keySet()));
        }
        if (!shadow.version().isEmpty()) {
            versions.selector(shadow.version(), cluster, path + ".version");
        } else if (shadow.cluster().equals(route.cluster())) {
            findings.add(
                    path + ".cluster",
                    Findings.quoted(shadow.cluster()) + ", whose servers get the requests already",
                    "another cluster, or a version of this one");
        }
        if (shadow.body().bytes() > BODY_MAX) {
            findings.add(path + ".body", shadow.body().toString(), "up to 1MiB: copies are held in memory");
        }
    }
}
