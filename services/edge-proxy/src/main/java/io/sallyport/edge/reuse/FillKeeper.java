package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.fill.Keeper;
import io.vertx.core.buffer.Buffer;

/**
 * Puts a body that has come whole where it belongs, and tells those who wait.
 *
 * @param mark   from before the request left
 * @param onward into the shared tier
 */
record FillKeeper(MemoryCache memory, CacheKey key, StoredHead head, long mark, SharedTier.Fill onward, Claim claim)
        implements Keeper {
    @Override
    public void givenUp() {
        claim.fillOutgrown();
    }

    @Override
    public void whole(Buffer body) {
        if (body != null) {
            memory.put(key, Entry.of(head, memory.place(body)), mark);
        }
        onward.complete();
        claim.fillOver();
    }

    @Override
    public void cut() {
        onward.cut();
        claim.fillOver();
    }
}
