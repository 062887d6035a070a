package io.sallyport.policy.engine.gate;

import io.sallyport.contract.policy.Rate;

/**
 * The generic cell rate algorithm: a token bucket whose whole state is one time, the one at which it will be full again
 * (ITU-T I.371; the "theoretical arrival time"). A bucket that nobody has asked is full, so its state may be forgotten
 * once that time has passed.
 *
 * @param emissionNanos  in which one token comes back
 * @param toleranceNanos in which an empty bucket is full again
 */
public record Gcra(long emissionNanos, long toleranceNanos) {
    /** @param burst tokens of a full bucket */
    public static Gcra of(Rate rate, int burst) {
        long emission = Math.max(1, rate.per().toNanos() / rate.count());
        return new Gcra(emission, Math.multiplyExact(emission, burst));
    }

    /** The same for one of several that share the rate; each gets one token at least. */
    public Gcra dividedBy(int sharers) {
        long emission = Math.multiplyExact(emissionNanos, sharers);
        return new Gcra(emission, Math.max(emission, toleranceNanos));
    }

    /**
     * Takes tokens, or none of them. Times are nanoseconds of one monotonic clock, whatever its zero.
     *
     * @param fullAt when the bucket is full again; anything up to {@code now} for one that is
     */
    public Allowance take(long fullAt, long now, int tokens) {
        long debt = Math.max(0, fullAt - now);
        long cost = emissionNanos * tokens;
        boolean passes = debt + cost <= toleranceNanos;
        long after = passes ? debt + cost : debt;
        long remaining = (toleranceNanos - after) / emissionNanos;
        long retry = passes ? 0 : debt + cost - toleranceNanos;
        return new Allowance(passes, now + after, Math.max(0, remaining), retry, after);
    }
}
