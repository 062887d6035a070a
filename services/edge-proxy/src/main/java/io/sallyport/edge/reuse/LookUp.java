package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.BypassReason;
import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.ForwardReason;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.CachePlans;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter.Step;

/** The way in: answers what is at hand, and notes why the rest goes on. */
final class LookUp {
    private final MemoryCache cache;
    private final Revalidation revalidation;
    private final StaleOnError onError;

    LookUp(MemoryCache cache, Revalidation revalidation, StaleOnError onError) {
        this.cache = cache;
        this.revalidation = revalidation;
        this.onError = onError;
    }

    Step request(Exchange exchange) {
        if (exchange.isWebSocket() || isPersonal(exchange)) {
            return Step.NEXT;
        }
        CachePlan plan = plan(exchange);
        if (!plan.enabled()) {
            return Step.NEXT;
        }
        BypassReason bypass = BypassReason.of(exchange.facts(), plan.rules());
        if (bypass != null) {
            Pending.pass(exchange, cache, Keys.ofUrl(exchange, plan), plan, bypass.forward(), null);
            return Step.NEXT;
        }
        CacheKey key = Keys.of(exchange, plan);
        if (key == null) {
            exchange.cache(CacheStatus.forwarded(BypassReason.KEY).parameters());
            return Step.NEXT;
        }
        return decide(exchange, key, plan);
    }

    private static CachePlan plan(Exchange exchange) {
        CachePlans plans = exchange.snapshots().cachePlans();
        return exchange.listener().forward()
                ? plans.openWeb()
                : plans.of(exchange.route().route());
    }

    /** A server that is told who asks may answer each of them differently, and nothing in the answer has to say so. */
    private static boolean isPersonal(Exchange exchange) {
        return exchange.passport().tells();
    }

    private Step decide(Exchange exchange, CacheKey key, CachePlan plan) {
        long now = exchange.loop().clock().millis();
        Lookup<Entry> lookup = Lookup.decide(exchange.facts(), cache.find(key), plan.rules(), now);
        return switch (lookup.kind()) {
            case FRESH -> hit(exchange, (Lookup.Fresh<Entry>) lookup);
            case STALE -> stale(exchange, key, plan, (Lookup.Stale<Entry>) lookup);
            case NEEDS_VALIDATION -> validate(exchange, key, plan, (Lookup.NeedsValidation<Entry>) lookup);
            case MISS ->
                miss(exchange, key, plan, ((Lookup.Miss<Entry>) lookup).reason().forward());
            case BYPASS ->
                miss(
                        exchange,
                        key,
                        plan,
                        ((Lookup.Bypass<Entry>) lookup).reason().forward());
        };
    }

    private Step hit(Exchange exchange, Lookup.Fresh<Entry> fresh) {
        cache.countHit();
        StoredAnswer.send(exchange, fresh.stored(), fresh.ageSeconds(), CacheStatus.hit(fresh.ttlSeconds()));
        return Step.TAKEN;
    }

    private Step stale(Exchange exchange, CacheKey key, CachePlan plan, Lookup.Stale<Entry> stale) {
        cache.countHit();
        revalidation.begin(exchange, key, plan, stale.stored(), stale.conditional());
        StoredAnswer.send(exchange, stale.stored(), stale.ageSeconds(), CacheStatus.staleHit(stale.ttlSeconds()));
        return Step.TAKEN;
    }

    private Step validate(Exchange exchange, CacheKey key, CachePlan plan, Lookup.NeedsValidation<Entry> stale) {
        exchange.conditional(stale.conditional());
        cache.countMiss();
        Pending.pass(exchange, cache, key, plan, stale.why().forward(), stale.stored());
        onError.mayAnswer(exchange);
        return Step.NEXT;
    }

    private Step miss(Exchange exchange, CacheKey key, CachePlan plan, ForwardReason why) {
        cache.countMiss();
        Pending.pass(exchange, cache, key, plan, why, null);
        onError.mayAnswer(exchange);
        return Step.NEXT;
    }
}
