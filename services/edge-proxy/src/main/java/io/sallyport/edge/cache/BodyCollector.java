package io.sallyport.edge.cache;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Copies a body on its way to the client, for storing. Gives up, and frees what it has, when the body grows beyond the
 * largest object, when all collectors together hold too much, or when the transfer is cut: what has not come whole is
 * never stored. Exactly one of {@link #complete} and {@link #cut} ends it; both may be called again without effect. Not
 * thread-safe.
 */
public final class BodyCollector {
    /** Reserved at once for a body of known length; a promise of more is not believed before bytes have come. */
    private static final int START_MAX = 64 * 1024;

    private static final int START = 4096;

    private final long promised;
    private final long max;
    private final FillBudget budget;
    private @Nullable Buffer collected;

    BodyCollector(long promised, long max, FillBudget budget) {
        this.promised = promised;
        this.max = max;
        this.budget = budget;
        if (promised <= max) {
            collected = Buffer.buffer((int) (promised < 0 ? START : Math.min(promised, START_MAX)));
        }
    }

    /** Whether it still collects; asking first lets a caller say "stored" in the response's head. */
    public boolean isOpen() {
        return collected != null;
    }

    /** Copies a piece. */
    public void add(Buffer piece) {
        Buffer body = collected;
        if (body == null) {
            return;
        }
        if ((long) body.length() + piece.length() > max || !budget.take(piece.length())) {
            cut();
            return;
        }
        body.appendBuffer(piece);
    }

    /** The whole body, to be kept; {@code null} when it was given up or is not as long as was promised. */
    public @Nullable Buffer complete() {
        Buffer body = collected;
        cut();
        if (body == null || (promised >= 0 && body.length() != promised)) {
            return null;
        }
        return body.length() == Math.min(promised, START_MAX) ? body : body.copy();
    }

    /** The body ended before its end, or is of no use: frees what was collected. */
    public void cut() {
        if (collected != null) {
            budget.give(collected.length());
            collected = null;
        }
    }
}
