package io.sallyport.edge.overload;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which clients have just been refused because they had had their share, in bounded memory: for them another connection is of no
 * use, and costs three times what a refusal does. A client that shares a cell with such a one is taken for it, until
 * cells are given anew, each second. Safe from any thread.
 */
final class RecentRefusals {
    private static final int CELLS = 4096;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Less than a window, so that whoever may be served again is let in while the window is still young. */
    private static final long JUST_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private static final long SALT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLongArray refusedAt = new AtomicLongArray(CELLS);
    private final long began;

    /** @param now as all times here, of one clock that never goes back */
    RecentRefusals(long now) {
        began = now - SALT_NANOS;
    }

    /** A client was refused. */
    void note(long client, long now) {
        refusedAt.lazySet(cell(client, now), now - began);
    }

    /** Whether it was a moment ago. */
    boolean has(long client, long now) {
        return now - began - refusedAt.get(cell(client, now)) < JUST_NANOS;
    }

    private int cell(long client, long now) {
        long mixed = (client + (now - began) / SALT_NANOS) * GOLDEN;
        mixed = (mixed ^ (mixed >>> 32)) * GOLDEN;
        return (int) (mixed >>> 40) & (CELLS - 1);
    }
}
