package io.sallyport.edge.cache;

import io.sallyport.cache.engine.stored.CacheKey;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells a response fetched before a removal from one fetched after it. A mark taken before the request leaves and
 * compared when the response is stored differs if anything under the key's stripe was removed in between; the response
 * may then be the very one that was to go. Other keys of the stripe lose one storing at most. Thread-safe.
 */
final class Marks {
    private static final int STRIPES = 4096;

    private final AtomicLong removedAll = new AtomicLong();
    private final AtomicLongArray removed = new AtomicLongArray(STRIPES);

    /** Both counters only grow, so their sum changes when either does. */
    long of(CacheKey key) {
        return removedAll.get() + removed.get(stripe(key));
    }

    /** To be called before the removal. */
    void remove(CacheKey key) {
        removed.incrementAndGet(stripe(key));
    }

    /** To be called before the removal. */
    void removeMany() {
        removedAll.incrementAndGet();
    }

    /** By host and path alone: a removal concerns every track, those included on which nothing is stored yet. */
    private static int stripe(CacheKey key) {
        int hash = key.authority().hashCode() * 31 + key.path().hashCode();
        return (hash ^ hash >>> 16) & STRIPES - 1;
    }
}
