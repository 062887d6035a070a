package io.sallyport.edge.overload;

/**
 * Tells a queue that stands from one that a burst has left: only when whatever came, for a whole interval, had to wait longer
 * than the target is there more to do than can be done. The idea is CoDel's (<a
 * href="https://datatracker.ietf.org/doc/html/rfc8289#section-3">RFC 8289 section 3</a>): one sample below the target proves
 * that the queue was empty in between.
 *
 * <p>A wait in which the loop did not work counts as a fifth of the interval at most: a pause of the collector, a debugger, or
 * a process that was stopped is one long wait, and no overload. One in which it did work counts as half of it at most, since
 * after a pause there is more to do once. Owner: the loop's thread.
 */
final class StandingQueue {
    private static final int LEAST_SAMPLES = 5;

    private final long targetNanos;
    private final long intervalNanos;
    private long aboveNanos;

    StandingQueue(long targetNanos, long intervalNanos) {
        this.targetNanos = targetNanos;
        this.intervalNanos = intervalNanos;
    }

    /**
     * @param waitedNanos how long something that came lately had to wait
     * @param sinceNanos  time since the sample before
     * @param workedNanos time of it that the loop's thread has worked
     */
    void sample(long waitedNanos, long sinceNanos, long workedNanos) {
        if (waitedNanos <= targetNanos) {
            aboveNanos = 0;
        } else {
            long idle = Math.min(sinceNanos, intervalNanos / LEAST_SAMPLES);
            aboveNanos = Math.min(intervalNanos, aboveNanos + Math.max(idle, Math.min(workedNanos, intervalNanos / 2)));
        }
    }

    /** Whether the last sample was above the target. */
    boolean isAbove() {
        return aboveNanos > 0;
    }

    /** Whether all of them were, for an interval. */
    boolean stands() {
        return aboveNanos >= intervalNanos;
    }
}
