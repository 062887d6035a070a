package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.ForwardReason;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.partial.PartsAnswer;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.cache.PartStore;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter.Step;

/** The way in where no whole answer is stored: parts may be. */
final class PartLookUp {
    private final MemoryCache cache;
    private final PartStore parts;
    private final StaleOnError onError;

    PartLookUp(MemoryCache cache, PartStore parts, StaleOnError onError) {
        this.cache = cache;
        this.parts = parts;
        this.onError = onError;
    }

    /**
     * What parts make of a miss.
     *
     * @param step how the chain goes on when they have answered or are asked about; {@code null} for a miss
     * @param why  the reason of the miss
     */
    record Look(Step step, ForwardReason why) {}

    /** @param why the reason of the miss if there are no parts */
    Look request(Exchange exchange, CacheKey key, CachePlan plan, ForwardReason why) {
        Variants<Entry> held = parts.find(key);
        if (held.isEmpty()) {
            return new Look(null, why);
        }
        long now = exchange.loop().clock().millis();
        Lookup<Entry> lookup = Lookup.decide(exchange.facts(), held, plan.rules(), now);
        Entry entry = found(lookup);
        if (entry == null) {
            return new Look(null, why);
        }
        if (PartsAnswer.decide(exchange.facts(), entry.head(), entry.parts()) == PartsAnswer.INCOMPLETE) {
            return new Look(null, ForwardReason.PARTIAL);
        }
        return new Look(use(exchange, key, plan, lookup, entry), why);
    }

    private static Entry found(Lookup<Entry> lookup) {
        return switch (lookup.kind()) {
            case FRESH -> ((Lookup.Fresh<Entry>) lookup).stored();
            case STALE -> ((Lookup.Stale<Entry>) lookup).stored();
            case NEEDS_VALIDATION -> ((Lookup.NeedsValidation<Entry>) lookup).stored();
            case MISS, NOT_CACHED, BYPASS -> null;
        };
    }

    /** Whether an entry still answers under a head that the origin has changed: If-Range may no longer hold. */
    static boolean answers(Exchange exchange, Entry entry, StoredHead head) {
        return !entry.isPartial() || PartsAnswer.decide(exchange.facts(), head, entry.parts()) == PartsAnswer.HELD;
    }

    private Step use(Exchange exchange, CacheKey key, CachePlan plan, Lookup<Entry> lookup, Entry entry) {
        if (lookup instanceof Lookup.Fresh<Entry> fresh) {
            cache.countHit();
            StoredAnswer.send(exchange, entry, fresh.ageSeconds(), CacheStatus.hit(fresh.ttlSeconds()));
            return Step.TAKEN;
        }
        ForwardReason why = lookup instanceof Lookup.NeedsValidation<Entry> stale
                ? stale.why().forward()
                : ForwardReason.STALE;
        exchange.conditional(entry.head().validators().conditional());
        cache.countMiss();
        Pending.pass(exchange, cache, key, plan, why, entry);
        onError.mayAnswer(exchange);
        return Step.NEXT;
    }
}
