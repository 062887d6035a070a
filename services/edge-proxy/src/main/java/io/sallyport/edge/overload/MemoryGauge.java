package io.sallyport.edge.overload;

/**
 * What is really used of memory, from what is known of it: the heap as the last collection has left it, and what is held
 * outside. Between collections the heap fills up with what nobody needs any more, which says nothing. A collection that is old
 * says nothing either: where memory is short, collections are frequent. Safe from any thread.
 */
public final class MemoryGauge {
    private static final long STALE_NANOS = 10_000_000_000L;

    private final double begins;
    private volatile Reading heap = new Reading(0, 0);
    private volatile MemoryLevel level = MemoryLevel.PLENTY;
    private volatile double share;

    private record Reading(double share, long atNanos) {}

    /** @param begins share at which saving begins */
    public MemoryGauge(double begins) {
        this.begins = begins;
    }

    /** A collection has left this share of the heap in use. */
    public void collected(double used, long nowNanos) {
        heap = new Reading(used, nowNanos);
    }

    /** Looks again, with the share that is used of the memory outside the heap; 0 where nobody knows. */
    public void look(double direct, long nowNanos) {
        Reading last = heap;
        double kept = nowNanos - last.atNanos < STALE_NANOS ? last.share : 0;
        share = Math.max(kept, direct);
        level = MemoryLevel.of(share, begins);
    }

    public MemoryLevel level() {
        return level;
    }

    /** The larger of both shares as of the last look; 0 to 1. */
    public double share() {
        return share;
    }
}
