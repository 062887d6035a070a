package io.sallyport.edge.cache;

import io.sallyport.contract.settings.ForwardCacheConfig;
import io.sallyport.routing.engine.RouteTable;
import io.sallyport.routing.engine.RouteView;
import java.util.HashMap;
import java.util.Map;

/** The plan of each route of a snapshot, and the one of the open web. */
public final class CachePlans {
    private final long generation;
    private final CachePlan openWeb;
    private final Map<String, CachePlan> byRoute = new HashMap<>();

    private CachePlans(long generation, CachePlan openWeb) {
        this.generation = generation;
        this.openWeb = openWeb;
    }

    public static CachePlans of(ForwardCacheConfig forward, RouteTable routes) {
        CachePlans plans = new CachePlans(routes.generation(), CachePlan.of(forward.rule()));
        routes.routes().forEach(route -> plans.byRoute.put(route.name(), CachePlan.of(route.cache())));
        return plans;
    }

    /** Number of the snapshot of routes. */
    public long generation() {
        return generation;
    }

    /** Of forward listeners. */
    public CachePlan openWeb() {
        return openWeb;
    }

    /** Of a route of the same snapshot. */
    public CachePlan of(RouteView route) {
        return byRoute.get(route.name());
    }
}
