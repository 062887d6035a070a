package io.sallyport.edge.reuse;

import io.sallyport.cache.engine.CacheStatus;
import io.sallyport.cache.engine.Lookup;
import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.fill.Fill;
import io.sallyport.edge.fill.FillSource;
import io.sallyport.edge.fill.Keeper;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * A body that the shared tier gives piece by piece. One that the memory tier may keep is fetched whole before anybody gets
 * any of it: should the shared tier fail meanwhile, the origin is asked, and no client notices. A larger one goes out as it
 * comes. Owner: the loop's thread; what a fill says to its source comes on any.
 */
final class LargeFind implements FillSource {
    private final Tiers tiers;
    private final Search search;
    private final Exchange exchange;
    private final SharedTier.Answer.FoundLarge found;
    private final Context context = Vertx.currentContext();
    private Fill fill;
    private boolean paused;
    private boolean over;

    LargeFind(Tiers tiers, Search search, SharedTier.Answer.FoundLarge found) {
        this.tiers = tiers;
        this.search = search;
        this.exchange = search.exchange();
        this.found = found;
    }

    /** Nobody is left to take an answer. */
    static void refuse(SharedTier.Answer answer) {
        if (answer instanceof SharedTier.Answer.Fetch fetch) {
            fetch.lease().end(false);
        } else if (answer instanceof SharedTier.Answer.FoundLarge large) {
            large.body().close();
        }
    }

    private record Head(StoredHead head) implements Stored {}

    /** Whole, for the search to decide on; or as it comes, if it may be used as it is; or not at all. */
    void take() {
        if (tiers.room().admits(found.length())) {
            Whole whole = new Whole();
            search.leave();
            exchange.upstream(whole);
            begin(whole);
            return;
        }
        StoredHead left = tiers.memory().judged(search.key(), found.head());
        if (left != null && decide(left) instanceof Lookup.Fresh<Head> fresh) {
            stream(fresh);
        } else {
            found.body().close();
            search.notFound();
        }
    }

    private Lookup<Head> decide(StoredHead head) {
        return Lookup.decide(
                exchange.facts(),
                Variants.<Head>none().with(new Head(head)),
                search.plan().rules(),
                exchange.loop().clock().millis());
    }

    private void begin(Keeper keeper) {
        fill = new Fill(found.head(), found.length(), tiers.room(), keeper);
        fill.from(this);
        next();
    }

    private void stream(Lookup.Fresh<Head> fresh) {
        Keeper keeper = new FillKeeper(
                tiers.memory(), search.key(), found.head(), search.mark(), SharedTier.Fill.NOWHERE, search.claim());
        fill = new Fill(found.head(), found.length(), tiers.room(), keeper);
        fill.from(this);
        tiers.memory().countHit();
        FillAnswer.send(exchange, fill, fresh.ageSeconds(), CacheStatus.sharedHit(fresh.ttlSeconds()));
        search.claim().filling(fill, true);
        next();
    }

    private void next() {
        found.body().next().onComplete(this::came);
    }

    private void came(AsyncResult<Buffer> result) {
        if (over) {
            return;
        }
        if (result.failed()) {
            over = true;
            found.body().close();
            fill.cut(Outcome.ANSWER_INCOMPLETE);
        } else if (result.result().length() == 0) {
            over = true;
            found.body().close();
            fill.end();
        } else if (fill.add(result.result())) {
            next();
        } else {
            paused = true;
        }
    }

    @Override
    public void resume() {
        context.runOnContext(turned -> {
            if (paused && !over) {
                paused = false;
                next();
            }
        });
    }

    @Override
    public void stop() {
        context.runOnContext(turned -> {
            if (!over) {
                over = true;
                found.body().close();
                fill.cut(Outcome.CLIENT_GONE);
            }
        });
    }

    @Override
    public void readersChanged() {
        // each piece has a time of its own, and there are not many
    }

    /** Collects it; a client that does not wait for it any longer goes on without. */
    private final class Whole implements Keeper, Upstream {
        private boolean waiting = true;

        @Override
        public void givenUp() {
            // nobody reads it, so it is stopped, and cut
        }

        @Override
        public void whole(Buffer body) {
            if (isWaitedFor()) {
                search.foundShared(Entry.of(found.head(), body));
            }
        }

        @Override
        public void cut() {
            if (isWaitedFor()) {
                search.notFound();
            }
        }

        private boolean isWaitedFor() {
            boolean waited = waiting && !exchange.isOver();
            waiting = false;
            if (waited) {
                search.comeBack();
            }
            return waited;
        }

        @Override
        public void cancel() {
            stop();
        }

        @Override
        public void expired() {
            if (isWaitedFor()) {
                stop();
                search.notFound();
            }
        }
    }
}
