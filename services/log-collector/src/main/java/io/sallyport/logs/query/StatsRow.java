package io.sallyport.logs.query;

import java.util.List;

/**
 * Figures of one group of records. Percentiles are of the time from start to end, by nearest rank, and exact.
 *
 * @param group  the values of the fields grouped by; {@code other} throughout for the groups beyond the bound
 * @param errors 5xx answers and failures that are not the client's doing
 */
public record StatsRow(
        List<String> group,
        long count,
        long errors,
        long bytesIn,
        long bytesOut,
        long p50Micros,
        long p90Micros,
        long p99Micros) {
    public StatsRow {
        group = List.copyOf(group);
    }

    /** Errors by count; 0 for an empty group. */
    public double errorShare() {
        return count == 0 ? 0 : (double) errors / count;
    }
}
