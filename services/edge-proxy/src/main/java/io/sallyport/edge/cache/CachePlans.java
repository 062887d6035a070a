package io.sallyport.edge.cache;

import io.sallyport.cache.engine.key.KeyRules;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.settings.ForwardCacheConfig;
import io.sallyport.routing.engine.RouteTable;
import io.sallyport.routing.engine.RouteView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The plan of each route of a snapshot, and the one of the open web. */
public final class CachePlans {
    private final long generation;
    private final CachePlan openWeb;
    private final Map<String, CachePlan> byRoute = new HashMap<>();
    private final Set<KeyRules> keyRules = new HashSet<>();

    private CachePlans(long generation, CachePlan openWeb) {
        this.generation = generation;
        this.openWeb = openWeb;
        add(openWeb);
    }

    private void add(CachePlan plan) {
        if (plan.enabled()) {
            keyRules.add(plan.keys());
        }
    }

    public static CachePlans of(ForwardCacheConfig forward, RouteTable routes) {
        CachePlans plans = new CachePlans(routes.generation(), CachePlan.of(forward.rule()));
        routes.routes().forEach(route -> plans.put(route.name(), CachePlan.of(route.cache())));
        return plans;
    }

    private void put(String route, CachePlan plan) {
        byRoute.put(route, plan);
        add(plan);
    }

    /**
     * Every key, on no track in particular, under which something that was asked for by this URL may be stored: the URL
     * as it is, and what each rule of any route makes of it. Which route a request takes depends on more than its URL, so
     * that none of them can be left out. Empty for a text that is no URL.
     */
    public Set<CacheKey> keys(String url) {
        CacheKey plain = CacheKey.parse(url, "");
        Set<CacheKey> keys = new LinkedHashSet<>();
        if (plain != null) {
            keys.add(plain);
            keyRules.forEach(rules -> keys.add(rules.applied(plain)));
        }
        return keys;
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
        return Objects.requireNonNull(byRoute.get(route.name()), "a route of another snapshot");
    }
}
