package io.sallyport.kit.caller;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each caller: so many calls in a second, and three seconds' worth of them at once. A bounded number of
 * callers is remembered; of more, the one that was not heard of for longest is forgotten, and begins anew with a full
 * bucket. Any thread.
 */
public final class CallRates {
    /** Callers that are told apart. */
    static final int CALLERS = 1024;

    private static final int BURST_SECONDS = 3;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final int burst;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CALLERS;
        }
    };

    /** @param perSecond 1 or more */
    public CallRates(int perSecond) {
        this.perSecond = perSecond;
        this.burst = BURST_SECONDS * perSecond;
    }

    private record Bucket(double tokens, long nanos) {}

    /**
     * What a caller has left.
     *
     * @param passes       whether this call may pass
     * @param remaining    calls that may follow at once
     * @param resetSeconds until all of them may again, at least 1
     * @param retrySeconds until one may, at least 1
     */
    public record Standing(boolean passes, int remaining, long resetSeconds, long retrySeconds) {}

    /**
     * Takes one call.
     *
     * @param nanos of a clock that only goes forward
     */
    public synchronized Standing take(String caller, long nanos) {
        Bucket known = buckets.getOrDefault(caller, new Bucket(burst, nanos));
        double filled = Math.min(burst, known.tokens + Math.max(0, nanos - known.nanos) / NANOS * perSecond);
        boolean passes = filled >= 1;
        double left = passes ? filled - 1 : filled;
        buckets.put(caller, new Bucket(left, nanos));
        return new Standing(passes, (int) left, seconds(burst - left), seconds(1 - left));
    }

    private long seconds(double tokens) {
        return Math.max(1, (long) Math.ceil(tokens / perSecond));
    }

    /** For {@code RateLimit-Policy}. */
    public String policy() {
        return "\"admin\";q=" + burst + ";w=" + BURST_SECONDS;
    }
}
