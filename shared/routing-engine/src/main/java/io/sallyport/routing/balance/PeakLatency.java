package io.sallyport.routing.balance;

/**
 * A moving average that believes bad news at once and good news slowly: a sample above the average replaces it, one below
 * draws it down by how long ago the last sample was. Without samples it fades towards zero, so that an endpoint once slow
 * is asked again. Owner: the loop's thread.
 */
final class PeakLatency {
    private static final double FADE_NANOS = 10e9;

    private double average;
    private long sampledNanos;

    /** A time to the answer's head, in nanoseconds. */
    void sample(long nanos, long nowNanos) {
        double faded = at(nowNanos);
        if (nanos >= faded) {
            average = nanos;
        } else {
            double weight = weight(nowNanos);
            average = average * weight + nanos * (1 - weight);
        }
        sampledNanos = nowNanos;
    }

    /** As before the first sample. */
    void forget() {
        average = 0;
    }

    /** The average now, in nanoseconds; 0 before the first sample. */
    double at(long nowNanos) {
        return average == 0 ? 0 : average * weight(nowNanos);
    }

    private double weight(long nowNanos) {
        return Math.exp(-Math.max(0, nowNanos - sampledNanos) / FADE_NANOS);
    }
}
