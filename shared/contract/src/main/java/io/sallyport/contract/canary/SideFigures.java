package io.sallyport.contract.canary;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures of one side.
 *
 * @param count   exchanges
 * @param errors  5xx answers and failures that are not the client's doing
 * @param latency exchanges by time from start to end, by the ranges of {@link LatencyScale}; ranges at the end without
 *     any may be missing
 */
public record SideFigures(long count, long errors, List<Long> latency) {
    /** Nothing yet. */
    public static final SideFigures NONE = new SideFigures(0, 0, List.of());

    public SideFigures {
        latency = List.copyOf(latency);
    }

    /** Both together. */
    public SideFigures plus(SideFigures other) {
        List<Long> sum = new ArrayList<>();
        for (int range = 0; range < Math.max(latency.size(), other.latency.size()); range++) {
            sum.add(at(range) + other.at(range));
        }
        return new SideFigures(count + other.count, errors + other.errors, sum);
    }

    /** Exchanges in one range. */
    public long at(int range) {
        return range < latency.size() ? latency.get(range) : 0;
    }

    /** The end of the range in which a percentile lies, by nearest rank, microseconds; 0 when there is nothing. */
    public double percentileMicros(int percent) {
        long rank = (count * percent + 99) / 100;
        long seen = 0;
        for (int range = 0; range < latency.size(); range++) {
            seen += latency.get(range);
            if (seen >= rank && seen > 0) {
                return LatencyScale.upperMicros(range);
            }
        }
        return 0;
    }

    /** Errors by count; 0 when there is nothing. */
    public double errorShare() {
        return count == 0 ? 0 : (double) errors / count;
    }
}
