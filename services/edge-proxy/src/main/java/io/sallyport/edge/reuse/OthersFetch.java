package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.edge.collapse.Fetch;
import io.sallyport.edge.collapse.Fetches;
import io.sallyport.edge.collapse.Settled;
import io.sallyport.edge.collapse.Waiter;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter.Step;
import io.vertx.core.Context;

/**
 * Another one's fetch of what a search looks for: waited for, and its answer used where the engine says that it fits. Owner:
 * the loop's thread; what has become of the fetch is told on any.
 */
final class OthersFetch implements Waiter {
    private final Search search;
    private final Exchange exchange;
    private final Fetches fetches;
    private final Context context;
    /** {@code null} while it is not waited for. */
    private Fetch awaited;

    OthersFetch(Search search, Fetches fetches, Context context) {
        this.search = search;
        this.exchange = search.exchange();
        this.fetches = fetches;
        this.context = context;
    }

    void await(Fetch fetch) {
        awaited = fetch;
    }

    /** Waits no longer; {@code false} when it did not. */
    boolean leave() {
        if (awaited == null) {
            return false;
        }
        awaited.leave(this);
        awaited = null;
        return true;
    }

    @Override
    public void settled(Settled result) {
        context.runOnContext(turned -> told(result));
    }

    private void told(Settled result) {
        if (exchange.isOver() || awaited == null) {
            return;
        }
        awaited = null;
        search.comeBack();
        if (result instanceof Settled.Filling coming) {
            read(coming);
        } else if (result instanceof Settled.Stored stored) {
            use(stored);
        } else if (result instanceof Settled.Failed failed) {
            search.failed(failed.outcome());
        } else if (result instanceof Settled.Vacant) {
            search.again();
        } else {
            search.alone();
        }
    }

    /** The engine decides on what another one fetches as on what is stored. */
    Step read(Settled.Filling coming) {
        Lookup<?> lookup = judge(coming.fill());
        if (lookup instanceof Lookup.Fresh<?> fresh) {
            if (!FillAnswer.suits(exchange, coming.fill())) {
                return search.elsewhere();
            }
            String status = status(coming.shared(), fresh);
            return FillAnswer.send(exchange, coming.fill(), fresh.ageSeconds(), status) ? collapsed() : search.again();
        }
        return unfit(lookup);
    }

    private void use(Settled.Stored stored) {
        Lookup<?> lookup = judge(stored.entry());
        if (lookup instanceof Lookup.Fresh<?> fresh) {
            StoredAnswer.send(exchange, stored.entry(), fresh.ageSeconds(), status(stored.shared(), fresh));
            collapsed();
        } else {
            unfit(lookup);
        }
    }

    private <E extends Stored> Lookup<E> judge(E answer) {
        long now = exchange.loop().clock().millis();
        return Lookup.decide(
                exchange.facts(), Variants.<E>none().with(answer), search.plan().rules(), now);
    }

    private String status(boolean fromShared, Lookup.Fresh<?> fresh) {
        return fromShared ? CacheStatus.sharedHit(fresh.ttlSeconds()) : CacheStatus.collapsed(search.why());
    }

    private Step collapsed() {
        fetches.figures().collapsed();
        return Step.TAKEN;
    }

    /**
     * Another variant may be fetched by somebody too, and what is stale but may be used lies in the memory tier; what must
     * be validated each has to ask for itself.
     */
    private Step unfit(Lookup<?> lookup) {
        boolean again = lookup.kind() == Lookup.Kind.MISS || lookup.kind() == Lookup.Kind.STALE;
        return again ? search.again() : search.alone();
    }
}
