package io.sallyport.logs.simulate;

import io.sallyport.cache.engine.stored.CacheKey;
import java.util.HashMap;
import java.util.Map;

/**
 * How long answers live, learnt from records: a hit says how much was left, the storing before it when it began. Of what
 * was never hit nothing is known, and nothing depends on it but hits that another rule would have brought.
 */
final class Lifetimes {
    private static final int MAX = 200_000;

    private final Map<CacheKey, Long> storedAt = new HashMap<>();
    private final Map<CacheKey, Long> seconds = new HashMap<>();

    void learn(Sample sample) {
        if (sample.answer() == Sample.Fate.STORED && storedAt.size() < MAX) {
            storedAt.put(sample.asked(), sample.atMicros());
        } else if (sample.ttl() >= 0 && seconds.size() < MAX) {
            long since = storedAt.getOrDefault(sample.asked(), sample.atMicros());
            long lifetime = Math.max(0, sample.atMicros() - since) / 1_000_000 + sample.ttl();
            seconds.merge(sample.asked(), lifetime, Math::max);
        }
    }

    /** Seconds; {@link Long#MAX_VALUE} when nothing is known. */
    long of(CacheKey asked) {
        return seconds.getOrDefault(asked, Long.MAX_VALUE);
    }
}
