package io.sallyport.logs.canary;

import io.sallyport.contract.canary.SideFigures;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Figures of one side since any time of the last days: the last minute by seconds, what is older by tens, hundreds and
 * thousands of seconds. What is asked for leaves out a stretch that began before, so that the time before is never
 * counted; at most a tenth of the time asked for is missing by that. Not thread-safe.
 */
final class RecentFigures {
    private static final long[] WIDTH_MILLIS = {1_000, 10_000, 100_000, 1_000_000};

    /** Stretches kept of each width: a minute, ten minutes, nearly two hours, three days. */
    private static final int[] KEPT = {60, 60, 60, 250};

    private final ArrayDeque<Bucket>[] levels = levels();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<Bucket>[] levels() {
        ArrayDeque<Bucket>[] levels = new ArrayDeque[WIDTH_MILLIS.length];
        Arrays.setAll(levels, level -> new ArrayDeque<Bucket>());
        return levels;
    }

    /** Counts one exchange that has ended now. */
    void add(boolean error, long micros, long nowMillis) {
        newest(0, nowMillis).add(error, micros);
        for (int level = 0; level < levels.length && levels[level].size() > KEPT[level]; level++) {
            Bucket oldest = levels[level].removeFirst();
            if (level + 1 < levels.length) {
                newest(level + 1, oldest.firstMillis()).add(oldest);
            }
        }
    }

    private Bucket newest(int level, long millis) {
        long slot = millis / WIDTH_MILLIS[level];
        Bucket last = levels[level].peekLast();
        if (last == null || last.slot() < slot) {
            last = new Bucket(slot, millis);
            levels[level].addLast(last);
        }
        return last;
    }

    /** All since then. */
    SideFigures since(long millis) {
        Bucket.Sums sums = new Bucket.Sums();
        for (ArrayDeque<Bucket> level : levels) {
            for (Bucket bucket : level) {
                if (bucket.firstMillis() >= millis) {
                    bucket.addTo(sums);
                }
            }
        }
        return new SideFigures(
                sums.count(),
                sums.errors(),
                Arrays.stream(sums.latency()).boxed().toList());
    }
}
