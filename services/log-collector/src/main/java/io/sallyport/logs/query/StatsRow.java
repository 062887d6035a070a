package io.sallyport.logs.query;

import java.util.List;

/**
 * Figures of one group of records in one slot of time.
 *
 * @param slotMicros start of the slot, microseconds since 1970; 0 when there is but one
 * @param group      the values of the fields grouped by; {@code null} for what groups have that are not told apart
 * @param sums       what was counted
 * @param latencies  of the time from start to end
 */
public record StatsRow(long slotMicros, List<String> group, Sums sums, Latencies latencies) {
    public StatsRow {
        group = group == null ? null : List.copyOf(group);
    }

    /**
     * Counts.
     *
     * @param errors  5xx answers and failures that are not the client's doing
     * @param blocked refused by a rule
     * @param hits    answered from the cache
     */
    public record Sums(long count, long errors, long blocked, long hits, long bytesIn, long bytesOut) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    count + other.count,
                    errors + other.errors,
                    blocked + other.blocked,
                    hits + other.hits,
                    bytesIn + other.bytesIn,
                    bytesOut + other.bytesOut);
        }
    }

    public boolean isOther() {
        return group == null;
    }

    /** Errors by count; 0 for an empty group. */
    public double errorShare() {
        return sums.count() == 0 ? 0 : (double) sums.errors() / sums.count();
    }
}
