package io.sallyport.edge.inspect;

import io.sallyport.cache.engine.BypassReason;
import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.cache.EntriesAnswer.AskedPlan;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.cache.Tracks;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.engine.Resolution;
import java.util.Locale;

/**
 * What would become of a supposed GET.
 *
 * @param key   {@code null} when nothing of it is kept
 * @param facts as the origin would see it; likewise
 * @param rules by which what is stored is used; likewise
 * @param told  for people
 */
record PlanView(CacheKey key, RequestFacts facts, CacheRules rules, AskedPlan told) {

    /** On a forward listener. */
    static PlanView forward(RequestFacts asked, SnapshotSet snapshots, MemoryCache cache, long nowMillis) {
        return of("forward", "", asked, snapshots.cachePlans().openWeb(), Tracks.OPEN_WEB, cache, nowMillis);
    }

    /** On a reverse listener. */
    static PlanView reverse(RequestFacts asked, SnapshotSet snapshots, MemoryCache cache, long nowMillis) {
        Resolution resolution = snapshots.routes().resolve(asked);
        if (resolution instanceof Resolution.Forward route) {
            RequestFacts facts = route.path() == null ? asked : asked.withPath(route.path());
            CachePlan plan = snapshots.cachePlans().of(route.route());
            return of("reverse", route.route().name(), facts, plan, Tracks.of(route), cache, nowMillis);
        }
        return off("reverse", "", false, "", token(resolution.kind()));
    }

    private static PlanView of(
            String side,
            String route,
            RequestFacts asked,
            CachePlan plan,
            String track,
            MemoryCache cache,
            long nowMillis) {
        String rules = plan.keys().toString();
        if (!plan.enabled()) {
            return off(side, route, false, rules, "cache.enabled is false");
        }
        String parts = plan.keys().parts(asked.headers());
        if (parts == null) {
            return off(side, route, true, rules, BypassReason.KEY.token());
        }
        RequestFacts facts = asked.withQuery(plan.keys().query(asked.query()));
        CacheKey key = CacheKey.of(facts, track, parts);
        Lookup<Entry> lookup = Lookup.decide(facts, cache.find(key), plan.rules(), nowMillis);
        AskedPlan told = new AskedPlan(
                side, route, true, rules, key.url(), key.track(), key.parts(), outcome(lookup), detail(lookup));
        return new PlanView(key, facts, plan.rules(), told);
    }

    private static PlanView off(String side, String route, boolean enabled, String rules, String why) {
        String outcome = enabled ? "bypass" : "off";
        return new PlanView(null, null, null, new AskedPlan(side, route, enabled, rules, "", "", "", outcome, why));
    }

    private static String outcome(Lookup<Entry> lookup) {
        return switch (lookup.kind()) {
            case FRESH -> "hit";
            case STALE -> "stale";
            case NEEDS_VALIDATION -> "validate";
            case MISS -> "miss";
            case NOT_CACHED -> "not-cached";
            case BYPASS -> "bypass";
        };
    }

    private static String detail(Lookup<Entry> lookup) {
        if (lookup instanceof Lookup.NeedsValidation<Entry> validate) {
            return token(validate.why());
        }
        if (lookup instanceof Lookup.Miss<Entry> miss) {
            return miss.reason().forward().token();
        }
        return lookup instanceof Lookup.Bypass<Entry> bypass ? bypass.reason().token() : "";
    }

    private static String token(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
