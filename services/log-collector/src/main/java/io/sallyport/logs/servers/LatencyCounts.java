package io.sallyport.logs.servers;

/**
 * How often times fell into ranges that grow with the time. Not thread-safe.
 *
 * <p>Times below 16 µs are told apart exactly; above, each doubling is cut into 16 equal ranges, so that a percentile
 * is at most 6.25 % above the true one. Times beyond 2^36 µs (19 hours) count as that.
 */
final class LatencyCounts {
    private static final int SUB_BITS = 4;
    private static final int SUB = 1 << SUB_BITS;
    private static final int MAX_EXPONENT = 36;
    private static final int RANGES = SUB + (MAX_EXPONENT - SUB_BITS) * SUB;

    private final int[] counts = new int[RANGES];
    private long total;

    void add(long micros) {
        counts[range(micros)]++;
        total++;
    }

    void add(LatencyCounts other) {
        for (int i = 0; i < RANGES; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    /** The upper end of the range in which the percentile lies, microseconds; 0 without any times. */
    long percentile(int percent) {
        long rank = (total * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < RANGES && total > 0; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return upperEnd(i);
            }
        }
        return 0;
    }

    private static int range(long micros) {
        long value = Math.min(Math.max(0, micros), (1L << MAX_EXPONENT) - 1);
        if (value < SUB) {
            return (int) value;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(value);
        int within = (int) (value >>> (exponent - SUB_BITS)) & (SUB - 1);
        return SUB + (exponent - SUB_BITS) * SUB + within;
    }

    private static long upperEnd(int range) {
        if (range < SUB) {
            return range;
        }
        int exponent = (range - SUB) / SUB + SUB_BITS;
        long within = (long) (range - SUB) % SUB;
        return ((SUB + within + 1) << (exponent - SUB_BITS)) - 1;
    }
}
