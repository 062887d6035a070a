package io.sallyport.routing.engine;

import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.http.RequestFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Routes, clusters and health compiled for look-up. Immutable; compiled anew for each snapshot and each change of
 * health, and swapped as one reference.
 *
 * <p>The most specific route wins: an exact host before {@code *.name} (the longest name first) before {@code *}; then
 * the longest path prefix by whole segments; then the order of the document. A host whose routes do not cover the path
 * falls through to the less specific hosts.
 *
 * <p>The path is compared as it will be sent, byte by byte: whoever calls must have refused or resolved dot segments
 * before, or {@code /public/../admin} takes the route of {@code /public}.
 */
public final class RouteTable {
    private static final HealthReport NO_REPORT = new HealthReport("", 0, List.of());
    private static final Resolution NO_HOST = new Resolution.NoRoute(Resolution.NoRoute.Reason.HOST);
    private static final Resolution NO_PATH = new Resolution.NoRoute(Resolution.NoRoute.Reason.PATH);

    private final RouteSnapshot snapshot;
    private final List<ClusterView> clusters;
    private final List<RouteView> routes;
    private final RouteIndex index;
    private final Map<String, Resolution.Forward> unpinned = new HashMap<>();

    private RouteTable(RouteSnapshot snapshot, List<ClusterView> clusters, List<CompiledRoute> routes) {
        this.snapshot = snapshot;
        this.clusters = clusters;
        this.routes = routes.stream().map(CompiledRoute::view).toList();
        this.index = new RouteIndex(routes);
        routes.forEach(route -> unpinned.put(route.view().name(), route.unpinned()));
    }

    /** Compiles a snapshot before the first health report: every endpoint is available, versions are static labels. */
    public static RouteTable compile(RouteSnapshot snapshot) {
        return compile(snapshot, NO_REPORT);
    }

    /**
     * Compiles a snapshot with what probes found. Endpoints that the report does not name, or that the document does
     * not probe, count as available; entries of the report for other endpoints are ignored.
     *
     * @throws IllegalArgumentException if the document is not one that passed validation
     */
    public static RouteTable compile(RouteSnapshot snapshot, HealthReport report) {
        EndpointStates states = new EndpointStates(report);
        Map<String, ClusterView> clusters = new LinkedHashMap<>();
        for (ClusterDocument cluster : snapshot.document().clusters()) {
            List<EndpointView> endpoints = states.views(cluster);
            Set<String> ranges = Selectors.ranges(snapshot.document().routes(), cluster.name(), endpoints);
            clusters.put(cluster.name(), new ClusterView(cluster.name(), ClusterRules.of(cluster), endpoints, ranges));
        }
        List<CompiledRoute> routes = new ArrayList<>();
        for (RouteDocument route : snapshot.document().routes()) {
            routes.add(compile(route, clusters));
        }
        return new RouteTable(snapshot, List.copyOf(clusters.values()), routes);
    }

    private static CompiledRoute compile(RouteDocument route, Map<String, ClusterView> clusters) {
        RouteMatch match = RouteMatch.of(route.match());
        ClusterView cluster = clusters.get(route.cluster());
        if (match == null || cluster == null) {
            throw new IllegalArgumentException("route " + route.name() + ": found host \""
                    + route.match().host() + "\" and cluster \"" + route.cluster()
                    + "\", allowed: a host pattern and a cluster of the document");
        }
        return new CompiledRoute(match, route, cluster);
    }

    /**
     * This table with newer health: itself when no endpoint's state or version differs, so that a report which only
     * says "no change" costs no swap.
     */
    public RouteTable with(HealthReport report) {
        RouteTable next = compile(snapshot, report);
        return next.endpoints().equals(endpoints()) ? this : next;
    }

    private List<List<EndpointView>> endpoints() {
        return clusters.stream().map(ClusterView::endpoints).toList();
    }

    /** Where a request goes. Never throws; allocates nothing unless the client pins a version by path, or one
     * that does not exist. */
    public Resolution resolve(RequestFacts facts) {
        String host = facts.authority().host();
        CompiledRoute route = index.find(host, facts.path());
        if (route == null) {
            return index.knowsHost(host) ? NO_PATH : NO_HOST;
        }
        PathPin pin = route.pin(facts.path());
        return pin == null ? route.resolve(facts, null) : resolve(facts, route, pin);
    }

    /** A pin is taken off the path, so what is left must lead here by itself: nobody gets past a route's rules by a pin. */
    private Resolution resolve(RequestFacts facts, CompiledRoute route, PathPin pin) {
        CompiledRoute without = index.find(facts.authority().host(), pin.path());
        return without == route ? route.resolve(facts, pin) : NO_PATH;
    }

    /** The generation of the snapshot. */
    public long generation() {
        return snapshot.generation();
    }

    /** What it was compiled from. */
    public RoutesDocument document() {
        return snapshot.document();
    }

    /** What a request without a version pin gets on a route: the same object that it does get; {@code null} for no cluster. */
    public Resolution.@Nullable Forward unpinned(String route) {
        return unpinned.get(route);
    }

    /** In document order. */
    public List<ClusterView> clusters() {
        return clusters;
    }

    /** In document order. */
    public List<RouteView> routes() {
        return routes;
    }
}
