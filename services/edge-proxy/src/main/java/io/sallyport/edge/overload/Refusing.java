package io.sallyport.edge.overload;

import java.util.concurrent.TimeUnit;

/**
 * Keeps what refusing costs in bounds: a fifth of the work, where four refusals cost about as much as one answer. When more are
 * refused than that, connections whose clients do not wait are left unread for longer each time, and clients that have had
 * their share get no further connection meanwhile; when that is not enough, because there are ever more of them, connections are closed
 * behind the answer: then the next requests wait in the system, where they cost nothing. Owner: the loop's thread.
 */
final class Refusing {
    private static final long LEAST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** So that the answer comes well within a second, in which many clients give up. */
    private static final long MOST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** Refusals for each request that was taken: a fifth of the work is to refuse. */
    private static final int MANY = 1;

    private static final int TOO_MANY = 2;

    private long restNanos = LEAST_REST_NANOS;
    private boolean costly;
    private boolean swamped;

    /** A window of 100 ms is over, in which so many were taken, and so many refused. */
    void window(int taken, int refused) {
        if (refused > MANY * taken) {
            restNanos = Math.min(MOST_REST_NANOS, restNanos * 3 / 2);
        } else {
            restNanos = Math.max(LEAST_REST_NANOS, restNanos * 3 / 4);
        }
        costly = restNanos > LEAST_REST_NANOS;
        swamped = restNanos == MOST_REST_NANOS && refused > TOO_MANY * taken;
    }

    long restNanos() {
        return restNanos;
    }

    /** Whether refusing has taken more than its part of the work lately. */
    boolean isCostly() {
        return costly;
    }

    boolean isSwamped() {
        return swamped;
    }
}
