package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.HeadUpdate;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.http.HeaderView;

/** The way out of an answer to HEAD: what it tells of the stored answer to GET. */
final class Headed {
    private final MemoryCache cache;

    Headed(MemoryCache cache) {
        this.cache = cache;
    }

    void response(Exchange exchange, Pending pending, UpstreamAnswer answer, HeaderView fields) {
        Entry stored = cache.find(pending.key()).select(exchange.facts().headers());
        if (stored == null) {
            return;
        }
        HeadUpdate update = HeadUpdate.decide(
                exchange.facts(),
                stored.head(),
                stored.body().length(),
                answer.status(),
                fields,
                pending.timing(exchange),
                pending.rules());
        if (update instanceof HeadUpdate.Updated updated) {
            cache.refresh(pending.key(), stored, updated.head());
        } else if (update instanceof HeadUpdate.Outdated) {
            cache.drop(pending.key(), stored);
        }
    }
}
