package io.sallyport.routing.validation;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.VersionsDocument.ByDocument;
import io.sallyport.routing.version.VersionRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks {@code routes[].versions}. */
final class VersionsCheck {
    private final Findings findings;

    VersionsCheck(Findings findings) {
        this.findings = findings;
    }

    /** @param cluster what the route names; {@code null} when there is no such cluster */
    void check(RouteDocument route, @Nullable ClusterDocument cluster, String path) {
        route.versions().ifPresent(versions -> {
            places(versions.by(), route.match(), path + ".versions.by");
            selector(versions.fallback(), cluster, path + ".versions.default");
        });
    }

    private void places(ByDocument by, MatchDocument match, String path) {
        token(by.header(), path + ".header", "the name of a field, such as X-Version");
        token(by.cookie(), path + ".cookie", "the name of a cookie, such as version");
        if (!Findings.isVisible(by.query())) {
            findings.add(path + ".query", Findings.quoted(by.query()), "the name of a parameter, such as version");
        }
        if (by.header().isEmpty() && by.query().isEmpty() && by.cookie().isEmpty() && !by.path()) {
            findings.add(
                    path + ".header",
                    "\"\"",
                    "the name of a field, such as X-Version, or one of query, cookie and path");
        }
        boolean whole = !match.exact().isEmpty() || !match.template().isEmpty();
        if (by.path() && whole) {
            findings.add(
                    path + ".path",
                    "true in a route that matches by exact or template",
                    "match.path, a prefix: the segment of the version stands behind it");
        }
    }

    private void token(String name, String path, String allowed) {
        if (!name.isEmpty() && !Findings.isToken(name)) {
            findings.add(path, Findings.quoted(name), allowed);
        }
    }

    /** What selects versions of a cluster: well written, and met by a label where nothing is discovered. */
    void selector(String fallback, @Nullable ClusterDocument cluster, String path) {
        if (fallback.isEmpty()) {
            return;
        }
        boolean sound = findings.selector(fallback, path);
        if (sound && cluster != null && cluster.info().isEmpty()) {
            labelled(fallback, cluster, path);
        }
    }

    /** Where nothing is discovered, only a label can give an endpoint its version. */
    private void labelled(String fallback, ClusterDocument cluster, String path) {
        List<String> labels = cluster.endpoints().stream()
                .map(EndpointDocument::version)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
        VersionRange range = VersionRange.parse(fallback);
        if (labels.stream().noneMatch(label -> range == null ? label.equals(fallback) : range.contains(label))) {
            findings.add(
                    path,
                    Findings.quoted(fallback) + ", which no endpoint of cluster " + cluster.name() + " has",
                    labels.isEmpty()
                            ? "the version of an endpoint, or an info probe in the cluster that discovers versions"
                            : String.join(", ", labels) + ", or an info probe in the cluster that discovers versions");
        }
    }
}
