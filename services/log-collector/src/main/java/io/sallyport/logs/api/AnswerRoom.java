package io.sallyport.logs.api;

import io.sallyport.logs.query.Format;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Room for answers that are longer than one piece: while its client takes its time each of them holds a page of every
 * collector. Callers have room of their own, apart from that of other collectors, which ask for pages and take them at once.
 * Safe from any thread.
 */
final class AnswerRoom {
    /** Answers of more than 10000 records. */
    static final int LONG = 8;

    /** Answers of more than a piece, the long ones among them. */
    static final int LARGE = 16;

    /** The same for other collectors, and for whoever asks as they do. */
    static final int INNER = 32;

    private final AtomicInteger longOnes = new AtomicInteger();
    private final AtomicInteger large = new AtomicInteger();
    private final AtomicInteger inner = new AtomicInteger();

    /** Whether there is room for an answer; if so it is taken until {@link #leave}. */
    boolean enter(int limit, boolean local) {
        if (limit <= RecordAnswer.PIECE) {
            return true;
        }
        if (!take(local ? inner : large, local ? INNER : LARGE)) {
            return false;
        }
        if (isLong(limit) && !take(longOnes, LONG)) {
            (local ? inner : large).decrementAndGet();
            return false;
        }
        return true;
    }

    void leave(int limit, boolean local) {
        if (limit > RecordAnswer.PIECE) {
            (local ? inner : large).decrementAndGet();
        }
        if (isLong(limit)) {
            longOnes.decrementAndGet();
        }
    }

    private static boolean isLong(int limit) {
        return limit > Format.JSON.limit();
    }

    private static boolean take(AtomicInteger count, int most) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            return false;
        }
        return true;
    }
}
