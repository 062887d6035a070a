package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.ForwardReason;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.edge.cache.CachePlan;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.cache.PartStore;
import io.sallyport.edge.exchange.Exchange;

/**
 * What the way in leaves for the way out, as the exchange's {@code cacheState}.
 *
 * @param mark          as of which purges the request left
 * @param requestMillis when the request left us
 * @param validating    the stored answer that is asked about; {@code null} when there is none
 * @param status        what {@code Cache-Status} says so far
 * @param claim         what is owed to those who wait for the answer
 */
record Pending(
        CacheKey key,
        CachePlan plan,
        long mark,
        long requestMillis,
        Entry validating,
        CacheStatus status,
        Claim claim) {
    /** Notes that the request goes on to the origin for itself, and why. */
    static void pass(
            Exchange exchange, MemoryCache cache, CacheKey key, CachePlan plan, ForwardReason why, Entry validating) {
        pass(exchange, key, plan, cache.mark(), why, validating, Claim.none());
    }

    /** Notes that the request goes on to the origin, for others too. */
    static void pass(
            Exchange exchange,
            CacheKey key,
            CachePlan plan,
            long mark,
            ForwardReason why,
            Entry validating,
            Claim claim) {
        CacheStatus status = CacheStatus.forwarded(why);
        exchange.cache(status.parameters());
        exchange.cacheState(new Pending(key, plan, mark, exchange.loop().clock().millis(), validating, status, claim));
    }

    /** Where the stored answer that is asked about lies. */
    CacheKey validatingKey() {
        return validating.isPartial() ? PartStore.key(key) : key;
    }

    Pending withMark(long other) {
        return new Pending(key, plan, other, requestMillis, validating, status, claim);
    }

    CacheRules rules() {
        return plan.rules();
    }

    /** Of an answer whose head has just come. */
    Timing timing(Exchange exchange) {
        return new Timing(requestMillis, exchange.loop().clock().millis(), mark);
    }
}
