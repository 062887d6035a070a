package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.ForwardReason;
import io.sallyport.cache.engine.FullAnswer;
import io.sallyport.cache.engine.StaleUse;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Unattended;
import io.sallyport.edge.problem.Problem;

/**
 * Stale answers in place of an origin's failure (<a href="https://datatracker.ietf.org/doc/html/rfc5861#section-4">RFC
 * 5861 section 4</a>). What may be used is looked for when the origin has failed: it may have been purged, or refreshed,
 * meanwhile.
 */
final class StaleOnError {
    private final MemoryCache cache;

    StaleOnError(MemoryCache cache) {
        this.cache = cache;
    }

    /** Lets what is stale answer if no origin does. */
    void mayAnswer(Exchange exchange) {
        if (exchange.cacheState() instanceof Pending pending && pending.status().why() == ForwardReason.STALE) {
            exchange.rescue(problem -> failed(exchange, pending, problem));
        }
    }

    private boolean failed(Exchange exchange, Pending pending, Problem problem) {
        pending.claim().failed(problem.outcome());
        Entry stored = find(exchange, pending);
        if (stored == null
                || !StaleUse.onError(exchange.facts(), stored.head(), age(exchange, stored), pending.rules())) {
            return false;
        }
        send(exchange, pending, stored, 0);
        return true;
    }

    /** Answers in place of an error that the origin has sent; {@code false}: the origin's own goes out. */
    boolean answered(Exchange exchange, Pending pending, int status) {
        if (status < 500 || pending.status().why() != ForwardReason.STALE) {
            return false;
        }
        Entry stored = find(exchange, pending);
        if (stored == null
                || !FullAnswer.staleInstead(
                        exchange.facts(), status, stored.head(), age(exchange, stored), pending.rules())) {
            return false;
        }
        pending.claim().failed(Outcome.NO_HEALTHY_ENDPOINT);
        if (Unattended.is(exchange)) {
            Revalidation.end(exchange, status);
        } else {
            send(exchange, pending, stored, status);
        }
        return true;
    }

    /** What was asked about may be held by nobody any more, but for us; unless it was removed on purpose. */
    private Entry find(Exchange exchange, Pending pending) {
        Entry stored = cache.find(pending.key(), exchange.loop().clock().nanos())
                .select(exchange.facts().headers());
        if (stored == null && cache.lastPurge(pending.key()) <= pending.mark()) {
            return pending.validating();
        }
        return stored;
    }

    private static long age(Exchange exchange, Entry entry) {
        return entry.head().ageSeconds(exchange.loop().clock().millis());
    }

    private static void send(Exchange exchange, Pending pending, Entry stored, int originStatus) {
        long age = age(exchange, stored);
        long ttl = stored.head().freshness().lifetimeSeconds() - age;
        String parameters = CacheStatus.staleOnError(pending.status().why(), originStatus, ttl);
        StoredAnswer.send(exchange, stored, age, parameters);
    }
}
