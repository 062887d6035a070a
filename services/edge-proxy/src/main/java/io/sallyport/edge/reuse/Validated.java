package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.Refreshed;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.MapFields;
import io.sallyport.edge.exchange.Unattended;
import io.sallyport.edge.exchange.UpstreamAnswer;
import io.sallyport.http.HeaderList;

/** The way out of a 304: the origin vouches for what is stored. */
final class Validated {
    private static final int NOT_MODIFIED = 304;

    private final MemoryCache cache;

    Validated(MemoryCache cache) {
        this.cache = cache;
    }

    /** Answers from what is stored, or asks again without conditions; the origin's answer is not relayed. */
    void response(Exchange exchange, Pending pending, UpstreamAnswer answer) {
        Entry stored = pending.validating();
        CacheStatus status = pending.status().withOriginStatus(NOT_MODIFIED);
        Refreshed refreshed = Refreshed.merge(
                exchange.facts(),
                stored.head(),
                new MapFields(answer.headers()),
                pending.timing(exchange),
                pending.rules());
        if (refreshed instanceof Refreshed.Kept kept) {
            Entry fresh = cache.refresh(pending.key(), stored, kept.head());
            answer(exchange, fresh, status.thatStores().parameters());
        } else if (refreshed instanceof Refreshed.UsedOnce once) {
            cache.drop(pending.key(), stored);
            Entry answerOnly = Entry.of(once.head(), stored.body());
            answer(exchange, answerOnly, status.parameters());
        } else {
            cache.drop(pending.key(), stored);
            exchange.conditional(HeaderList.EMPTY);
            Pending.pass(
                    exchange,
                    cache,
                    pending.key(),
                    pending.plan(),
                    pending.status().why(),
                    null);
            exchange.forwardAgain();
        }
    }

    private static void answer(Exchange exchange, Entry entry, String parameters) {
        if (Unattended.is(exchange)) {
            exchange.cache(parameters);
            Revalidation.end(exchange, NOT_MODIFIED);
        } else {
            long age = entry.head().ageSeconds(exchange.loop().clock().millis());
            StoredAnswer.send(exchange, entry, age, parameters);
        }
    }
}
