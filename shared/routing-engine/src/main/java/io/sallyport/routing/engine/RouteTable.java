package io.sallyport.routing.engine;

import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.http.PathReading;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.match.RouteMatch;
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
 * <p>Of the routes that match, the one that is first in {@link RouteMatch#ORDER} wins: the highest priority, then an
 * exact host before {@code *.name} (the longest name first) before {@code *}; then an exact path before a template (the
 * one with more literal segments first) before the longest prefix by whole segments; then more conditions; then the order
 * of the document.
 *
 * <p>Paths are compared in their canonical spelling; whoever calls must have removed dot segments. A path that a careless
 * server would read in another way is refused if that reading leads to another route.
 */
public final class RouteTable {
    private static final HealthReport NO_REPORT = new HealthReport("", 0, List.of());
    private static final Resolution NO_HOST = new Resolution.NoRoute(Resolution.NoRoute.Reason.HOST);
    private static final Resolution AMBIGUOUS = new Resolution.Ambiguous();
    private static final Resolution NO_PATH = new Resolution.NoRoute(Resolution.NoRoute.Reason.PATH);

    private final RouteSnapshot snapshot;
    private final List<ClusterView> clusters;
    private final List<RouteView> routes;
    private final RouteIndex index;
    private final Map<String, Resolution.Forward> unpinned = new HashMap<>();
    private final Map<String, Resolution.Forward> straights = new HashMap<>();

    private RouteTable(RouteSnapshot snapshot, List<ClusterView> clusters, List<RouteEntry> routes) {
        this.snapshot = snapshot;
        this.clusters = clusters;
        this.routes = routes.stream().map(RouteEntry::view).toList();
        this.index = new RouteIndex(routes);
        clusters.forEach(cluster -> straights.put(
                cluster.name(), new Resolution.Forward(RouteView.straight(cluster.name()), cluster, cluster.every())));
        routes.forEach(route -> unpinned.put(route.view().name(), route.answer().unpinned()));
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
        List<RouteEntry> routes = new ArrayList<>();
        for (RouteDocument route : snapshot.document().routes()) {
            routes.add(compile(route, clusters));
        }
        return new RouteTable(snapshot, List.copyOf(clusters.values()), routes);
    }

    private static RouteEntry compile(RouteDocument route, Map<String, ClusterView> clusters) {
        RouteMatch match = RouteMatch.of(route);
        if (match == null) {
            throw new IllegalArgumentException("route " + route.name() + ": found host \""
                    + route.match().host() + "\" and template \""
                    + route.match().template()
                    + "\", allowed: a host pattern and a template");
        }
        ClusterView cluster = clusters.get(route.cluster());
        RouteView view = RouteView.of(route, match.path(), cluster == null ? List.of() : cluster.endpoints());
        if (view.actions().direct() != null) {
            Resolution direct = new Resolution.Direct(view);
            return new RouteEntry(match, view, (facts, pin) -> direct);
        }
        if (cluster == null) {
            throw new IllegalArgumentException("route " + route.name() + ": found cluster \"" + route.cluster()
                    + "\", allowed: a cluster of the document");
        }
        return new RouteEntry(match, view, new CompiledRoute(view, route, cluster));
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

    /**
     * Where a request goes. Never throws; allocates nothing for a plain path and a route without conditions, unless the
     * client pins a version by path, or one that does not exist.
     */
    public Resolution resolve(RequestFacts facts) {
        String path = facts.path();
        boolean plain = PathReading.isPlain(path);
        RouteEntry route = plain ? index.find(facts, facts.authority().host(), path) : find(facts, path);
        if (!plain && leadsElsewhere(facts, path, route)) {
            return AMBIGUOUS;
        }
        if (route == null) {
            return index.knowsHost(facts.authority().host()) ? NO_PATH : NO_HOST;
        }
        PathPin pin = route.pin(path);
        return pin == null ? route.answer().resolve(facts, null) : resolve(facts, route, pin);
    }

    /** A pin is taken off the path, so what is left must lead here by itself: nobody gets past a route's rules by a pin. */
    private Resolution resolve(RequestFacts facts, RouteEntry route, PathPin pin) {
        if (find(facts, pin.path()) != route) {
            return NO_PATH;
        }
        return PathReading.isPlain(pin.path()) || !leadsElsewhere(facts, pin.path(), route)
                ? route.answer().resolve(facts, pin)
                : AMBIGUOUS;
    }

    private @Nullable RouteEntry find(RequestFacts facts, String path) {
        return index.find(facts, facts.authority().host(), PathReading.canonical(path));
    }

    /** Whether a careless server would take the path for one of another route. */
    private boolean leadsElsewhere(RequestFacts facts, String path, @Nullable RouteEntry route) {
        String careless = PathReading.careless(PathReading.canonical(path));
        return careless == null || index.find(facts, facts.authority().host(), careless) != route;
    }

    /** To any endpoint of a cluster, whatever the request says: by a route that has no name. */
    public Resolution towards(String cluster) {
        Resolution.Forward straight = straights.get(cluster);
        return straight == null ? NO_HOST : straight;
    }

    /** What became of a route when it was tried; {@code unmet} is empty for one that fits. */
    public record Trial(RouteView route, String unmet) {}

    /** Every route in the order in which they are tried, with the first thing of each that does not fit a request. */
    public List<Trial> trials(RequestFacts facts) {
        String canonical = PathReading.canonical(facts.path());
        return index.inOrder().stream()
                .map(entry -> new Trial(entry.view(), entry.match().unmet(facts, canonical)))
                .toList();
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
