package io.sallyport.edge.reuse;

import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.SharedTier.Answer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;

/** What a search has asked of the shared tier: waits for the answer, and takes it. Owner: the loop's thread. */
final class SharedAsk implements Handler<AsyncResult<Answer>> {
    private final Tiers tiers;
    private final Search search;
    private boolean over;

    SharedAsk(Tiers tiers, Search search) {
        this.tiers = tiers;
        this.search = search;
    }

    /** The answer is not waited for any longer. */
    void leave() {
        over = true;
    }

    @Override
    public void handle(AsyncResult<Answer> result) {
        told(result.succeeded() ? result.result() : new Answer.Alone());
    }

    private void told(Answer answer) {
        if (over || search.exchange().isOver()) {
            LargeFind.refuse(answer);
            return;
        }
        over = true;
        search.comeBack();
        if (answer instanceof Answer.Found found) {
            search.foundShared(Entry.of(found.head(), found.body()));
        } else if (answer instanceof Answer.FoundLarge large) {
            new LargeFind(tiers, search, large).take();
        } else {
            if (answer instanceof Answer.Fetch fetch) {
                search.claim().hold(fetch.lease());
            } else if (answer instanceof Answer.Alone alone && alone.notStored()) {
                search.claim().apart(true);
            }
            search.notFound();
        }
    }
}
