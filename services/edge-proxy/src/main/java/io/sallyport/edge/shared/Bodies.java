package io.sallyport.edge.shared;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.edge.cache.FillBudget;
import io.sallyport.edge.cache.SharedTier.Answer;
import io.sallyport.edge.shared.TierFigures.Asked;
import io.sallyport.http.HeaderView;
import io.vertx.core.buffer.Buffer;

/** Makes a response of what an instance has found, or nothing of what cannot be trusted. Owner: the loop's thread. */
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
        static final Opened NO_ROOM = new Opened(Asked.NOT_ASKED, new Answer.Alone());
    }

    Opened open(Instance from, byte[] key, CacheAnswer answer, HeaderView request) {
        StoredHead head = StoredHeadForm.read(answer.head());
        if (head == null || !head.vary().matches(request)) {
            return Opened.DAMAGED;
        }
        return answer.object().isEmpty() ? small(head, answer) : large(head, from, key, answer);
    }

    private Opened small(StoredHead head, CacheAnswer answer) {
        byte[] body = answer.body();
        if (body.length != answer.length()) {
            return Opened.DAMAGED;
        }
        figures.cameIn(body.length);
        return new Opened(Asked.FOUND, new Answer.Found(head, Buffer.buffer(body), answer.mark()));
    }

    private Opened large(StoredHead head, Instance from, byte[] key, CacheAnswer answer) {
        long length = answer.length();
        if (length <= 0 || length > times.objectMax()) {
            return Opened.DAMAGED;
        }
        if (!budget.take(AHEAD_BYTES)) {
            return Opened.NO_ROOM;
        }
        BusPieces.Source source = new BusPieces.Source(from, key, answer.object(), length);
        BusPieces pieces =
                new BusPieces(calls, instances, source, times.pieceMillis(), figures, () -> budget.give(AHEAD_BYTES));
        return new Opened(Asked.FOUND, new Answer.FoundLarge(head, length, pieces, answer.mark()));
    }
}
