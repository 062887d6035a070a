package io.sallyport.routing.drift;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.contract.health.VersionDrift.Kind;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.Resolution;
import io.sallyport.routing.engine.RouteTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds drift as it is at one moment.
 *
 * <ul>
 *   <li>Mixed: the endpoints that serve a route's default (a version, a range, or all of the cluster) run several versions.
 *       Those of the route's canary do not count, nor does an endpoint that is out or whose version nobody knows.
 *   <li>Label: an endpoint has told another version than its label says.
 * </ul>
 */
public final class DriftFinder {
    private DriftFinder() {}

    /** What drifts now, in document order; the caller knows how long it may. */
    public static List<VersionDrift> find(RouteSnapshot snapshot, HealthReport report, Instant now) {
        List<VersionDrift> drifts = new ArrayList<>();
        RouteTable table = RouteTable.compile(snapshot, report);
        for (RouteDocument route : snapshot.document().routes()) {
            Resolution.Forward unpinned = table.unpinned(route.name());
            if (unpinned != null) {
                mixed(route, unpinned, now, drifts);
            }
        }
        for (ClusterDocument cluster : snapshot.document().clusters()) {
            if (cluster.info().isPresent()) {
                labels(cluster, report, now, drifts);
            }
        }
        return drifts;
    }

    private static void mixed(
            RouteDocument route, Resolution.Forward unpinned, Instant now, List<VersionDrift> drifts) {
        List<EndpointView> canaries = route.canary()
                .map(canary -> unpinned.cluster().select(canary.version()).endpoints())
                .orElse(List.of());
        List<EndpointView> serving = unpinned.track().endpoints().stream()
                .filter(EndpointView::isAvailable)
                .filter(endpoint -> !endpoint.version().isEmpty())
                .filter(endpoint -> !canaries.contains(endpoint))
                .toList();
        List<String> versions =
                serving.stream().map(EndpointView::version).distinct().sorted().toList();
        if (versions.size() > 1) {
            List<String> urls = serving.stream().map(EndpointView::url).toList();
            drifts.add(new VersionDrift(Kind.MIXED, route.cluster(), route.name(), urls, versions, now));
        }
    }

    private static void labels(ClusterDocument cluster, HealthReport report, Instant now, List<VersionDrift> drifts) {
        for (EndpointDocument endpoint : cluster.endpoints()) {
            String label = endpoint.version();
            for (EndpointHealth health : report.endpoints()) {
                boolean told = health.discovered()
                        && health.cluster().equals(cluster.name())
                        && health.endpoint().equals(endpoint.url());
                if (told && !label.isEmpty() && !label.equals(health.version())) {
                    drifts.add(new VersionDrift(
                            Kind.LABEL,
                            cluster.name(),
                            "",
                            List.of(endpoint.url()),
                            List.of(label, health.version()),
                            now));
                }
            }
        }
    }
}
