package io.sallyport.edge.shared;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.FillAnswer;
import io.sallyport.edge.cache.FillBudget;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.shared.TierFigures.Filled;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A response on its way into the tier: a small body in one message; a larger one in chunks under a name that nobody knows
 * yet, then the message that names them. What is cut, grows beyond what is shared, or outgrows the room for what waits is
 * dropped as a whole. Owner: the loop's thread.
 */
final class BusFill implements SharedTier.Fill {
    /** Chunks under way at a time. */
    private static final int UNDER_WAY_MAX = 4;

    private final BusCalls calls;
    private final TierTimes times;
    private final TierFigures figures;
    private final FillBudget budget;
    private final Destination to;
    private final Blocks blocks;
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private int index;
    private int underWay;
    private long held;
    private boolean complete;
    private boolean over;

    /**
     * Where it goes.
     *
     * @param object name of the chunks, should there be any
     * @param length bytes that the head promises; -1 when it does not say
     * @param mark   how far removals had come
     * @param lease  {@code null} for none
     */
    record Destination(
            Instance instance,
            byte[] key,
            StoredHead head,
            String object,
            long length,
            long mark,
            @Nullable HeldLease lease) {}

    BusFill(BusCalls calls, TierTimes times, TierFigures figures, FillBudget budget, Destination to) {
        this.calls = calls;
        this.times = times;
        this.figures = figures;
        this.budget = budget;
        this.to = to;
        this.blocks = new Blocks(to.length());
    }

    @Override
    public void add(Buffer piece) {
        if (over || complete) {
            return;
        }
        if (blocks.total() + piece.length() > times.objectMax()) {
            fail(Filled.TOO_LARGE, true);
        } else if (!budget.take(piece.length())) {
            fail(Filled.DROPPED, false);
        } else {
            held += piece.length();
            blocks.add(piece, queue);
            pump();
        }
    }

    private void pump() {
        while (!over && underWay < UNDER_WAY_MAX && !queue.isEmpty()) {
            byte[] bytes = queue.remove();
            underWay++;
            send(new Chunk(to.object(), index++, bytes)).onComplete((answer, failure) -> put(bytes.length, answer));
        }
    }

    private Future<FillAnswer> send(Chunk chunk) {
        return calls.call(to.instance(), to.instance().chunkPut(), chunk, times.pieceMillis(), FillAnswer.class);
    }

    private void put(int length, @Nullable FillAnswer answer) {
        underWay--;
        if (over) {
            return;
        }
        held -= length;
        budget.give(length);
        if (answer == null) {
            fail(Filled.FAILED, false);
        } else if (!answer.kept()) {
            fail(Filled.REFUSED, false);
        } else {
            figures.wentOut(length);
            pump();
            finishIfDone();
        }
    }

    @Override
    public void complete() {
        if (over || complete) {
            return;
        }
        if (to.length() >= 0 && to.length() != blocks.total()) {
            cut();
            return;
        }
        complete = true;
        if (blocks.total() > CacheFill.BODY_MAX) {
            blocks.end(queue);
            pump();
        }
        finishIfDone();
    }

    private void finishIfDone() {
        if (complete && !over && underWay == 0 && queue.isEmpty()) {
            boolean inChunks = index > 0;
            byte[] body = inChunks ? new byte[0] : blocks.rest();
            CacheFill fill = new CacheFill(
                    to.key(),
                    StoredHeadForm.write(to.head()),
                    body,
                    inChunks ? to.object() : "",
                    blocks.total(),
                    to.lease() == null ? "" : to.lease().token(),
                    to.mark());
            underWay++;
            calls.call(to.instance(), to.instance().fill(), fill, times.pieceMillis(), FillAnswer.class)
                    .onComplete((answer, failure) -> filled(body.length, answer));
        }
    }

    private void filled(int length, @Nullable FillAnswer answer) {
        if (over) {
            return;
        }
        if (answer == null) {
            fail(Filled.FAILED, false);
        } else if (!answer.kept()) {
            fail(Filled.REFUSED, false);
        } else {
            figures.wentOut(length);
            end(Filled.KEPT);
            if (to.lease() != null) {
                to.lease().ended();
            }
        }
    }

    @Override
    public void cut() {
        if (!over && !complete) {
            fail(Filled.CUT, false);
        }
    }

    /** @param notStored whether nobody is to wait for the next one either */
    private void fail(Filled how, boolean notStored) {
        end(how);
        if (to.lease() != null) {
            to.lease().giveUp(notStored);
        }
    }

    private void end(Filled how) {
        over = true;
        queue.clear();
        blocks.clear();
        budget.give(held);
        held = 0;
        figures.filled(how);
    }
}
