package io.sallyport.logs.canary;

import io.sallyport.contract.canary.LatencyScale;
import java.util.Arrays;

/** What ended within a stretch of time. Not thread-safe. */
final class Bucket {
    private final long slot;
    private final long firstMillis;
    private long count;
    private long errors;
    /** As long as the highest range needs: most of the scale is empty. */
    private int[] latency = {};

    /**
     * @param slot        number of the stretch
     * @param firstMillis when the first of it came
     */
    Bucket(long slot, long firstMillis) {
        this.slot = slot;
        this.firstMillis = firstMillis;
    }

    long slot() {
        return slot;
    }

    long firstMillis() {
        return firstMillis;
    }

    void add(boolean error, long micros) {
        int range = LatencyScale.range(micros);
        room(range + 1);
        latency[range]++;
        count++;
        errors += error ? 1 : 0;
    }

    void add(Bucket other) {
        room(other.latency.length);
        for (int range = 0; range < other.latency.length; range++) {
            latency[range] += other.latency[range];
        }
        count += other.count;
        errors += other.errors;
    }

    private void room(int ranges) {
        if (ranges > latency.length) {
            latency = Arrays.copyOf(latency, ranges);
        }
    }

    /** Adds what is here to sums. */
    void addTo(Sums sums) {
        sums.count += count;
        sums.errors += errors;
        for (int range = 0; range < latency.length; range++) {
            sums.latency[range] += latency[range];
        }
    }

    /** Sums of several buckets. */
    static final class Sums {
        private long count;
        private long errors;
        private final long[] latency = new long[LatencyScale.RANGES];

        long count() {
            return count;
        }

        long errors() {
            return errors;
        }

        long[] latency() {
            return latency;
        }
    }
}
