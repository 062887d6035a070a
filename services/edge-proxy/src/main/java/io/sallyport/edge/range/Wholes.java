package io.sallyport.edge.range;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sallyport.cache.engine.partial.WholeFetch;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.http.RequestFacts;
import io.sallyport.kit.api.Metrics;
import java.time.Duration;

/**
 * For which targets the whole is not fetched when a part is asked for, because it was once and could not be kept: it is
 * too large, or not to be stored. Remembered for a while, for all loops of a process. Thread-safe.
 */
public final class Wholes {
    /** Targets that are remembered. */
    static final int MAX = 20_000;

    private static final Duration TIME = Duration.ofMinutes(10);

    private final Cache<CacheKey, Boolean> useless = Caffeine.newBuilder()
            .maximumSize(MAX)
            .expireAfterWrite(TIME)
            .executor(Runnable::run)
            .build();
    private final Metrics.Counter inVain;

    public Wholes(Metrics metrics) {
        inVain = metrics.counter(
                "sallyport_cache_whole_in_vain_total",
                "Wholes that were asked for in place of a part and could not be kept");
    }

    /** @param max bytes up to which the whole is fetched; 0: never */
    public boolean isWanted(RequestFacts facts, CacheKey key, long max) {
        return max > 0 && WholeFetch.suits(facts) && useless.getIfPresent(key) == null;
    }

    /** It was fetched and is of no use. */
    public void inVain(CacheKey key) {
        inVain.increment();
        useless.put(key, Boolean.TRUE);
    }
}
