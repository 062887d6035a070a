package io.sallyport.logs.simulate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sallyport.cache.engine.stored.CacheKey;
import java.util.HashMap;
import java.util.Map;

/**
 * The caches of all edges under one scenario: W-TinyLFU in as many bytes, empty at the start. Lives in the time of the
 * records.
 */
final class Model {
    private static final int EDGES_MAX = 64;
    private static final int BLOCK = 64;
    /** Objects around an answer's characters and bytes, about, as the edge counts them. */
    private static final int OVERHEAD = 1024;

    private final Scenario scenario;
    private final Lifetimes lifetimes;
    private final Map<String, Cache<CacheKey, Held>> byEdge = new HashMap<>();
    private long hits;
    private long hitBytes;

    private record Held(long untilMicros, long bytes) {}

    Model(Scenario scenario, Lifetimes lifetimes) {
        this.scenario = scenario;
        this.lifetimes = lifetimes;
    }

    /** One request. What was refused stays refused: no rule for keys makes a private answer public. */
    void ask(Sample sample) {
        Cache<CacheKey, Held> cache = cache(sample.edge());
        CacheKey key = scenario.keys().applied(sample.asked());
        boolean lives = scenario.lifetimeSeconds() > 0;
        if (sample.answer() == Sample.Fate.REFUSED || (sample.answer() == Sample.Fate.UNSTATED && !lives)) {
            return;
        }
        Held held = cache.getIfPresent(key);
        if (held != null && held.untilMicros() > sample.atMicros()) {
            hits++;
            hitBytes += sample.bytes();
            return;
        }
        long seconds = lives ? scenario.lifetimeSeconds() : lifetimes.of(sample.asked());
        long until = seconds > Long.MAX_VALUE / 2_000_000 ? Long.MAX_VALUE : sample.atMicros() + seconds * 1_000_000;
        cache.put(key, new Held(until, sample.bytes()));
    }

    private Cache<CacheKey, Held> cache(String edge) {
        String name = byEdge.containsKey(edge) || byEdge.size() < EDGES_MAX ? edge : "";
        return byEdge.computeIfAbsent(
                name,
                any -> Caffeine.newBuilder()
                        .maximumWeight(Math.max(1, scenario.memoryBytes() / BLOCK))
                        .weigher((CacheKey key, Held held) ->
                                (int) Math.min(Integer.MAX_VALUE, (held.bytes() + OVERHEAD) / BLOCK + 1))
                        .executor(Runnable::run)
                        .build());
    }

    long hits() {
        return hits;
    }

    /** Bytes of bodies that came from the cache. */
    long hitBytes() {
        return hitBytes;
    }
}
