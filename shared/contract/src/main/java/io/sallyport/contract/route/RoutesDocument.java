package io.sallyport.contract.route;

import java.util.List;

/** All of {@code routes.yaml}. Routes are tried in the order of their specificity, then as written. */
public record RoutesDocument(List<ClusterDocument> clusters, List<RouteDocument> routes) {
    public RoutesDocument {
        clusters = clusters == null ? List.of() : List.copyOf(clusters);
        routes = routes == null ? List.of() : List.copyOf(routes);
    }
}
