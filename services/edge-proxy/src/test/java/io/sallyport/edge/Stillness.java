package io.sallyport.edge;

import io.sallyport.testkit.Eventually;
import java.util.function.LongSupplier;

/** Waits for a counter to stop: the same value each time it is asked for a while, which is as near as one can get. */
final class Stillness {
    private static final int TIMES = 60;

    private Stillness() {}

    static void await(LongSupplier counter) {
        long[] seen = {Long.MIN_VALUE, 0};
        Eventually.until("a counter that stands still", () -> {
            long now = counter.getAsLong();
            seen[1] = now == seen[0] ? seen[1] + 1 : 0;
            seen[0] = now;
            return seen[1] >= TIMES;
        });
    }
}
