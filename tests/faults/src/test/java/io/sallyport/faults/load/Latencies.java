package io.sallyport.faults.load;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Times of requests, sorted. */
public record Latencies(long[] nanos) {
    public static Latencies of(List<Sample> samples) {
        return new Latencies(samples.stream().mapToLong(Sample::nanos).sorted().toArray());
    }

    /** @param share 0.99 for the time within which 99 of 100 were answered; 0 when there were none */
    public long millis(double share) {
        if (nanos.length == 0) {
            return 0;
        }
        int index = (int) Math.ceil(share * nanos.length) - 1;
        return TimeUnit.NANOSECONDS.toMillis(nanos[Math.max(0, Math.min(nanos.length - 1, index))]);
    }
}
