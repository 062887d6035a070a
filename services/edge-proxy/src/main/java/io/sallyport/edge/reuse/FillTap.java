package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.edge.cache.BodyCollector;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.exchange.BodyTap;
import io.vertx.core.buffer.Buffer;

/** Stores a passing response once its body has come whole. */
record FillTap(MemoryCache cache, CacheKey key, StoredHead head, long mark, BodyCollector collector)
        implements BodyTap {
    @Override
    public void chunk(Buffer piece) {
        collector.add(piece);
    }

    @Override
    public void complete() {
        Buffer body = collector.complete();
        if (body != null) {
            cache.put(key, Entry.of(head, body), mark);
        }
    }

    @Override
    public void cut() {
        collector.cut();
    }
}
