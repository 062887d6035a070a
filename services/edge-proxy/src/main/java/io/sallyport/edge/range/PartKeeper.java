package io.sallyport.edge.range;

import io.sallyport.cache.engine.partial.PartAdmission;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.edge.cache.PartStore;
import io.sallyport.edge.fill.Keeper;
import io.vertx.core.buffer.Buffer;

/**
 * Stores a part once its body has come whole, if it is as long as its range.
 *
 * @param key  of the target
 * @param mark from before the request left
 */
public record PartKeeper(PartStore store, CacheKey key, PartAdmission.Store admitted, long mark) implements Keeper {
    @Override
    public void givenUp() {
        // nobody waits for it
    }

    @Override
    public void whole(Buffer body) {
        if (body != null && body.length() == admitted.range().range().length()) {
            store.put(key, admitted, body, mark);
        }
    }

    @Override
    public void cut() {
        // nobody waits for it
    }
}
