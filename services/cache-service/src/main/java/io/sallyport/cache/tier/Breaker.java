package io.sallyport.cache.tier;

/**
 * Whether calls are worth trying. After {@value #FAILURES} failures in a row none is for a second; then one goes through,
 * and its result decides. Times are nanoseconds of one clock that only goes forward.
 */
final class Breaker {
    static final int FAILURES = 3;
    static final long PAUSE_NANOS = 1_000_000_000;

    private int failures;
    private long pausedAt;
    private boolean onTrial;

    /** Whether a call may be made now; one that may is to be followed by {@link #succeeded} or {@link #failed}. */
    boolean permits(long nowNanos) {
        if (!isOpen()) {
            return true;
        }
        if (onTrial || nowNanos - pausedAt < PAUSE_NANOS) {
            return false;
        }
        onTrial = true;
        return true;
    }

    boolean isOpen() {
        return failures >= FAILURES;
    }

    void succeeded() {
        failures = 0;
        onTrial = false;
    }

    void failed(long nowNanos) {
        failures++;
        pausedAt = nowNanos;
        onTrial = false;
    }
}
