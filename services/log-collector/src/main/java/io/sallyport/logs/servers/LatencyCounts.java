package io.sallyport.logs.servers;

import java.util.Map;

/**
 * How often times fell into ranges that grow with the time. Not thread-safe.
 *
 * <p>Times below 16 µs are told apart exactly; above, each doubling is cut into 16 equal ranges, so that a percentile
 * is at most 6.25 % above the true one. Times beyond 2^36 µs (19 hours) count as that.
 */
public final class LatencyCounts {
    private static final int SUB_BITS = 4;
    private static final int SUB = 1 << SUB_BITS;
    private static final int MAX_EXPONENT = 36;
    private static final int RANGES = SUB + (MAX_EXPONENT - SUB_BITS) * SUB;

    private final int[] counts = new int[RANGES];

    void add(long micros) {
        counts[range(micros)]++;
    }

    /** Adds to counts by the number of the range, those of 0 left out. */
    void addTo(Map<Integer, Long> sums) {
        for (int i = 0; i < RANGES; i++) {
            if (counts[i] > 0) {
                sums.merge(i, (long) counts[i], Long::sum);
            }
        }
    }

    /**
     * The upper end of the range in which a percentile lies, microseconds; 0 without any times.
     *
     * @param counts   by the number of the range
     * @param permille 1 to 1000: 500 is the median, 999 the time that one of a thousand exceeds
     */
    public static long percentile(Map<Integer, Long> counts, int permille) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        long rank = (total * permille + 999) / 1000;
        long seen = 0;
        for (int i = 0; i < RANGES && total > 0; i++) {
            seen += counts.getOrDefault(i, 0L);
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
