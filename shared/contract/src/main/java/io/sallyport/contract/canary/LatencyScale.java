package io.sallyport.contract.canary;

/**
 * Ranges of time that grow by the same factor: eight to a doubling, so that a range is 9 % wide and times of two
 * collectors can be added. Times from a microsecond to over an hour; longer ones count as the longest.
 */
public final class LatencyScale {
    /** How many ranges there are. */
    public static final int RANGES = 256;

    /** Ranges in a doubling of the time. */
    public static final int PER_DOUBLING = 8;

    private LatencyScale() {}

    /** The range of a time, from 0. */
    public static int range(long micros) {
        if (micros <= 1) {
            return 0;
        }
        // The exponent and the next three bits would do it faster but not evenly: ranges would be 6 to 12 % wide.
        int range = (int) (PER_DOUBLING * Math.log(micros) / Math.log(2));
        return Math.min(range, RANGES - 1);
    }

    /** Where a range ends, microseconds. */
    public static double upperMicros(int range) {
        return Math.pow(2, (range + 1) / (double) PER_DOUBLING);
    }
}
