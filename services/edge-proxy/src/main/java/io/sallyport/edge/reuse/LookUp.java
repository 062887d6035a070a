package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.BypassReason;
import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.ForwardReason;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.CachePlans;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.PartStore;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter.Step;

/** The way in: answers what is at hand; for the rest a {@link Search} begins. */
final class LookUp {
    private final Tiers tiers;
    private final Revalidation revalidation;
    private final StaleOnError onError;
    private final PartLookUp parts;

    LookUp(Tiers tiers, PartStore parts, Revalidation revalidation, StaleOnError onError) {
        this.tiers = tiers;
        this.revalidation = revalidation;
        this.onError = onError;
        this.parts = new PartLookUp(tiers.memory(), parts, onError);
    }

    Step request(Exchange exchange) {
        if (exchange.transfer().isWebSocket()) {
            return Step.NEXT;
        }
        CachePlan plan = plan(exchange);
        if (!plan.enabled()) {
            return Step.NEXT;
        }
        BypassReason bypass = BypassReason.of(exchange.facts(), plan.rules());
        if (bypass != null) {
            Pending.pass(exchange, tiers.memory(), Keys.ofUrl(exchange, plan), plan, bypass.forward(), null);
            return Step.NEXT;
        }
        BypassReason unkeyed = Unkeyed.reason(exchange);
        CacheKey key = unkeyed == null ? Keys.of(exchange, plan) : null;
        if (key == null) {
            leaveOut(exchange, unkeyed == null ? BypassReason.KEY : unkeyed);
            return Step.NEXT;
        }
        return decide(exchange, key, plan, tiers.memory().find(key, exchange.startNanos()), null);
    }

    /** Nothing is left for the way out: whatever comes is not kept. */
    private static void leaveOut(Exchange exchange, BypassReason why) {
        exchange.cache(CacheStatus.forwarded(why).parameters());
    }

    private static CachePlan plan(Exchange exchange) {
        CachePlans plans = exchange.snapshots().cachePlans();
        return exchange.listener().forward()
                ? plans.openWeb()
                : plans.of(exchange.route().route());
    }

    /**
     * Decides on what has been found.
     *
     * @param search what looks for it elsewhere; {@code null} before there is one
     */
    Step decide(Exchange exchange, CacheKey key, CachePlan plan, Variants<Entry> found, Search search) {
        long now = exchange.loop().clock().millis();
        Lookup<Entry> lookup = Lookup.decide(exchange.facts(), found, plan.rules(), now);
        if (lookup instanceof Lookup.Fresh<Entry> fresh) {
            return hit(exchange, fresh, search);
        }
        if (lookup instanceof Lookup.Stale<Entry> stale) {
            return stale(exchange, key, plan, stale, search);
        }
        if (lookup instanceof Lookup.Miss<Entry> miss && search == null) {
            return partsOrSearch(exchange, key, plan, miss.reason().forward(), found);
        }
        Search begun = search == null ? new Search(tiers, this, onError, exchange, key, plan) : search;
        return switch (lookup.kind()) {
            case NEEDS_VALIDATION -> validate(exchange, begun, (Lookup.NeedsValidation<Entry>) lookup, found);
            case MISS -> begun.go(((Lookup.Miss<Entry>) lookup).reason().forward(), null, found);
            case NOT_CACHED -> begun.stored();
            default -> begun.alone(((Lookup.Bypass<Entry>) lookup).reason().forward());
        };
    }

    private Step partsOrSearch(
            Exchange exchange, CacheKey key, CachePlan plan, ForwardReason why, Variants<Entry> found) {
        PartLookUp.Look look = parts.request(exchange, key, plan, why);
        if (look.step() != null) {
            return look.step();
        }
        return new Search(tiers, this, onError, exchange, key, plan).go(look.why(), null, found);
    }

    private Step hit(Exchange exchange, Lookup.Fresh<Entry> fresh, Search search) {
        tiers.memory().countHit();
        String status = search == null ? CacheStatus.hit(fresh.ttlSeconds()) : search.hit(fresh);
        StoredAnswer.send(exchange, fresh.stored(), fresh.ageSeconds(), status);
        return Step.TAKEN;
    }

    private Step stale(Exchange exchange, CacheKey key, CachePlan plan, Lookup.Stale<Entry> stale, Search search) {
        tiers.memory().countHit();
        String status = CacheStatus.hit(stale.ttlSeconds());
        if (stale.validate()) {
            revalidation.begin(exchange, key, plan, stale.stored(), stale.conditional());
            status = CacheStatus.staleHit(stale.ttlSeconds());
        }
        if (search != null) {
            search.ends(stale.stored());
        }
        StoredAnswer.send(exchange, stale.stored(), stale.ageSeconds(), status);
        return Step.TAKEN;
    }

    private static Step validate(
            Exchange exchange, Search search, Lookup.NeedsValidation<Entry> stale, Variants<Entry> found) {
        exchange.conditional(stale.conditional());
        return search.go(stale.why().forward(), stale.stored(), found);
    }
}
