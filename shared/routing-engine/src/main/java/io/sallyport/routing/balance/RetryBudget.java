package io.sallyport.routing.balance;

import java.util.Arrays;

/**
 * Keeps repeats from multiplying the load of a cluster that is failing: over the last ten seconds, at most a part of its
 * requests and {@value #FLOOR} more, so that a quiet cluster may repeat as well. Owner: the loop's thread.
 */
public final class RetryBudget {
    /** Three a second. */
    static final int FLOOR = 30;

    private static final int SECONDS = 10;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int[] requests = new int[SECONDS];
    private final int[] repeats = new int[SECONDS];
    private int requestsInAll;
    private int repeatsInAll;
    private long second = Long.MIN_VALUE;

    /** A request begins. */
    public void began(long nowNanos) {
        requests[slot(nowNanos)]++;
        requestsInAll++;
    }

    /** Takes one repeat out of the budget; {@code false} when it is spent. */
    public boolean take(double share, long nowNanos) {
        int slot = slot(nowNanos);
        if (repeatsInAll >= FLOOR + share * requestsInAll) {
            return false;
        }
        repeats[slot]++;
        repeatsInAll++;
        return true;
    }

    private int slot(long nowNanos) {
        long now = Math.floorDiv(nowNanos, SECOND_NANOS);
        if (now - second >= SECONDS || second == Long.MIN_VALUE) {
            Arrays.fill(requests, 0);
            Arrays.fill(repeats, 0);
            requestsInAll = 0;
            repeatsInAll = 0;
            second = now;
        }
        while (second < now) {
            second++;
            clear((int) Math.floorMod(second, (long) SECONDS));
        }
        return (int) Math.floorMod(now, (long) SECONDS);
    }

    private void clear(int slot) {
        requestsInAll -= requests[slot];
        repeatsInAll -= repeats[slot];
        requests[slot] = 0;
        repeats[slot] = 0;
    }
}
