package io.sallyport.policy.engine.gate;

/**
 * What a bucket answers.
 *
 * @param passes     whether tokens were taken
 * @param fullAt     the bucket's state from now on
 * @param remaining  tokens left
 * @param retryNanos after which as many would be there; 0 when they were
 * @param resetNanos after which the bucket is full
 */
public record Allowance(boolean passes, long fullAt, long remaining, long retryNanos, long resetNanos) {
    private static final long SECOND = 1_000_000_000;

    /** Whole seconds to wait, rounded up, at least one: for {@code Retry-After}. */
    public long retrySeconds() {
        return Math.max(1, seconds(retryNanos));
    }

    /** Whole seconds to a full bucket, rounded up. */
    public long resetSeconds() {
        return seconds(resetNanos);
    }

    private static long seconds(long nanos) {
        return (nanos + SECOND - 1) / SECOND;
    }
}
