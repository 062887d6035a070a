package io.sallyport.edge.shared;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.edge.cache.FillBudget;
import io.sallyport.edge.cache.SharedTier.Answer;
import io.sallyport.edge.shared.TierFigures.Asked;
import io.sallyport.http.HeaderView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;

/**
 * Makes a response of what an instance has found, or nothing of what cannot be trusted. A body that the memory tier could
 * hold is fetched whole first: a store that goes away in the middle then costs time and no client its answer. Owner: the
 * loop's thread.
 */
final class Bodies {
    private static final int AHEAD_BYTES = BusPieces.AHEAD * Chunk.SIZE;

    private final BusCalls calls;
    private final Instances instances;
    private final TierTimes times;
    private final TierFigures figures;
    private final FillBudget budget;

    Bodies(BusCalls calls, Instances instances, TierTimes times, TierFigures figures, FillBudget budget) {
        this.calls = calls;
        this.instances = instances;
        this.times = times;
        this.figures = figures;
        this.budget = budget;
    }

    /** What it came to, for the figures. */
    record Opened(Asked how, Answer answer) {
        static final Opened DAMAGED = new Opened(Asked.DAMAGED, new Answer.Alone());
        static final Opened FAILED = new Opened(Asked.FAILED, new Answer.Alone());
        static final Opened NO_ROOM = new Opened(Asked.NOT_ASKED, new Answer.Alone());
    }

    /** Never fails. */
    Future<Opened> open(Instance from, byte[] key, CacheAnswer answer, HeaderView request) {
        StoredHead head = StoredHeadForm.read(answer.head());
        if (head == null || !head.vary().matches(request)) {
            return Future.succeededFuture(Opened.DAMAGED);
        }
        if (answer.object().isEmpty()) {
            return Future.succeededFuture(small(head, answer));
        }
        if (answer.length() <= 0 || answer.length() > times.objectMax()) {
            return Future.succeededFuture(Opened.DAMAGED);
        }
        return large(head, new BusPieces.Source(from, key, answer.object(), answer.length()), answer.mark());
    }

    private Opened small(StoredHead head, CacheAnswer answer) {
        byte[] body = answer.body();
        if (body.length != answer.length()) {
            return Opened.DAMAGED;
        }
        figures.cameIn(body.length);
        return new Opened(Asked.FOUND, new Answer.Found(head, Buffer.buffer(body), answer.mark()));
    }

    private Future<Opened> large(StoredHead head, BusPieces.Source source, long mark) {
        if (source.length() <= times.wholeMax() && budget.take((int) source.length())) {
            return whole(head, source, mark);
        }
        if (!budget.take(AHEAD_BYTES)) {
            return Future.succeededFuture(Opened.NO_ROOM);
        }
        BusPieces pieces = pieces(source, AHEAD_BYTES);
        return Future.succeededFuture(
                new Opened(Asked.FOUND, new Answer.FoundLarge(head, source.length(), pieces, mark)));
    }

    private BusPieces pieces(BusPieces.Source source, long taken) {
        return new BusPieces(calls, instances, source, times.pieceMillis(), figures, () -> budget.give(taken));
    }

    private Future<Opened> whole(StoredHead head, BusPieces.Source source, long mark) {
        BusPieces pieces = pieces(source, source.length());
        Promise<Buffer> collected = Promise.promise();
        collect(pieces, Buffer.buffer((int) source.length()), collected);
        return collected
                .future()
                .timeout(times.collapseMillis(), TimeUnit.MILLISECONDS)
                .map(body -> new Opened(Asked.FOUND, new Answer.Found(head, body, mark)))
                .otherwise(failure -> {
                    pieces.close();
                    return Opened.FAILED;
                });
    }

    private static void collect(BusPieces pieces, Buffer into, Promise<Buffer> collected) {
        pieces.next().onComplete((piece, failure) -> {
            if (failure != null) {
                collected.tryFail(failure);
            } else if (piece.length() == 0) {
                collected.tryComplete(into);
            } else {
                into.appendBuffer(piece);
                collect(pieces, into, collected);
            }
        });
    }
}
