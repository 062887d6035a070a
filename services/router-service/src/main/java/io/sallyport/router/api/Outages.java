package io.sallyport.router.api;

import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.RouteTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the routes that answer 503, from the same table that the edge decides with. */
final class Outages {
    private Outages() {}

    /** One sentence for each cluster that is out, and each route whose default version nothing runs. */
    static List<String> of(RouteSnapshot snapshot, HealthReport report) {
        List<String> outages = new ArrayList<>();
        Map<String, ClusterView> clusters = new LinkedHashMap<>();
        for (ClusterView cluster : RouteTable.compile(snapshot, report).clusters()) {
            clusters.put(cluster.name(), cluster);
            if (cluster.endpoints().stream().noneMatch(EndpointView::isAvailable)) {
                outages.add("cluster " + cluster.name() + ": no endpoint is healthy");
            }
        }
        for (RouteDocument route : snapshot.document().routes()) {
            String version = route.versions().map(VersionsDocument::fallback).orElse("");
            ClusterView cluster = clusters.get(route.cluster());
            if (!version.isEmpty()
                    && cluster != null
                    && cluster.select(version).endpoints().isEmpty()) {
                outages.add("route " + route.name() + ": no endpoint runs its default version " + version);
            }
        }
        return outages;
    }
}
