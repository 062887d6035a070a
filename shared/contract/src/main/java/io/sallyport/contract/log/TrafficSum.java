package io.sallyport.contract.log;

import java.util.Map;
import java.util.TreeMap;

/**
 * Sums over some records.
 *
 * @param requests records
 * @param errors   of these, 5xx answers and failures that are not the client's doing
 * @param bytesIn  body bytes from clients
 * @param bytesOut body bytes to clients
 * @param latency  how many took how long, by the number of the range in the scale of log-collectors
 */
public record TrafficSum(long requests, long errors, long bytesIn, long bytesOut, Map<Integer, Long> latency) {
    /** No records. */
    public static final TrafficSum NONE = new TrafficSum(0, 0, 0, 0, Map.of());

    public TrafficSum {
        latency = latency == null ? Map.of() : Map.copyOf(latency);
    }

    /** Both together. */
    public TrafficSum plus(TrafficSum other) {
        Map<Integer, Long> both = new TreeMap<>(latency);
        other.latency.forEach((range, count) -> both.merge(range, count, Long::sum));
        return new TrafficSum(
                requests + other.requests,
                errors + other.errors,
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut,
                both);
    }
}
