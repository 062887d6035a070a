package io.sallyport.edge.reuse;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter.Step;
import io.sallyport.edge.exchange.Upstream;

/**
 * How long, and how often, an exchange waits beside the chain for what others find out or fetch. All its waits together are
 * bounded. Owner: the loop's thread.
 */
final class Patience {
    /** Fetches that it waits for, one after the other, before it goes on by itself. */
    private static final int ROUNDS_MAX = 4;

    /** Failed fetches of others that it takes for its own failure. */
    private static final int FAILURES_MAX = 2;

    private final Exchange exchange;
    private final long longestNanos;
    /** Whether the chain has been left, and is to be gone on with by {@link Exchange#proceed}. */
    private boolean left;

    private long lastNanos;
    private int rounds;
    private int failures;

    /** @param longestNanos from the first wait on */
    Patience(Exchange exchange, long longestNanos) {
        this.exchange = exchange;
        this.longestNanos = longestNanos;
    }

    /** The exchange waits until {@link #comeBack}; when its time is over, {@code told} hears of it. */
    Step leave(Upstream told) {
        if (!left) {
            left = true;
            lastNanos = exchange.loop().clock().nanos() + longestNanos;
        }
        exchange.passport().hold();
        exchange.upstream(told);
        exchange.within(Math.max(0, lastNanos - exchange.loop().clock().nanos()));
        return Step.TAKEN;
    }

    void comeBack() {
        exchange.upstream(null);
        exchange.withoutDeadline();
    }

    boolean hasLeft() {
        return left;
    }

    /** Counts a further round; {@code false} when it would be one too many, or there is no time left. */
    boolean lastsForAnother() {
        rounds++;
        return rounds <= ROUNDS_MAX
                && (!left || lastNanos - exchange.loop().clock().nanos() > 0);
    }

    /** Counts a fetch that has failed; {@code false} when it was the last one that may. */
    boolean bears() {
        failures++;
        return failures < FAILURES_MAX;
    }
}
