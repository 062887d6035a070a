package io.sallyport.logs.query;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many times fell into which range, ranges growing with the time. Times below 128 µs are told apart; above, each
 * doubling is cut into 64 equal ranges. A percentile is the middle of a range, so it is at most 1/128, 0.8 %, off. Counts of
 * several collectors add up to those of all their records: the percentiles of the sum are exactly those of one collector
 * that had them all.
 */
public final class Latencies {
    /** Ranges in each doubling, as a power of 2. */
    public static final int SUB_BITS = 6;

    /** Times beyond this count as this: two years. */
    public static final long MAX_MICROS = (1L << 46) - 1;

    private static final int SUB = 1 << SUB_BITS;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long total;

    /** The range that a time falls into; the archive computes the same. */
    public static int range(long micros) {
        long value = Math.min(Math.max(0, micros), MAX_MICROS);
        if (value < 2 * SUB) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return shift * SUB + (int) (value >>> shift);
    }

    private static long middle(int range) {
        if (range < 2 * SUB) {
            return range;
        }
        int shift = range / SUB - 1;
        long within = range - (long) shift * SUB;
        return (within << shift) + (1L << shift) / 2;
    }

    /** Reads {@link #toString}; IllegalArgumentException when it is something else. */
    public static Latencies parse(String text) {
        Latencies read = new Latencies();
        int at = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            if (colon < 0 || colon > end) {
                throw new IllegalArgumentException("found \"" + text + "\", allowed: range:count pairs");
            }
            read.add(Integer.parseInt(text, at, colon, 10), Long.parseLong(text, colon + 1, end, 10));
            at = end + 1;
        }
        return read;
    }

    public void add(int range, long count) {
        counts.merge(range, count, Long::sum);
        total += count;
    }

    void add(Latencies other) {
        other.counts.forEach(this::add);
    }

    /** By nearest rank, microseconds; 0 without any times. */
    public long perMille(int perMille) {
        long rank = (long) Math.ceil(total * (perMille / 1000.0));
        long seen = 0;
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return middle(entry.getKey());
            }
        }
        return 0;
    }

    /** Pairs of range and count, {@code 130:5,131:1}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((range, count) -> text.append(text.length() == 0 ? "" : ",")
                .append(range)
                .append(':')
                .append(count));
        return text.toString();
    }
}
