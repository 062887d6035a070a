package io.sallyport.edge.shared;

import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.edge.cache.SharedTier.Answer;
import io.sallyport.edge.shared.TierFigures.Asked;
import io.sallyport.http.HeaderView;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** One question that is under way; answered once. Owner: the loop's thread. */
final class Ask {
    private final Instance instance;
    private final CacheQuestion question;
    private final HeaderView request;
    private final long since;
    private final TierFigures figures;
    private final Promise<Answer> promise = Promise.promise();
    private boolean over;

    Ask(Instance instance, CacheQuestion question, HeaderView request, long since, TierFigures figures) {
        this.instance = instance;
        this.question = question;
        this.request = request;
        this.since = since;
        this.figures = figures;
    }

    void answer(Asked how, Answer answer) {
        if (!over) {
            over = true;
            figures.asked(how);
            promise.complete(answer);
        }
    }

    boolean isOver() {
        return over;
    }

    Future<Answer> future() {
        return promise.future();
    }

    Instance instance() {
        return instance;
    }

    CacheQuestion question() {
        return question;
    }

    HeaderView request() {
        return request;
    }

    long since() {
        return since;
    }
}
