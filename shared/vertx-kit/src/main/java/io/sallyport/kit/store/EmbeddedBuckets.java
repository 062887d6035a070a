package io.sallyport.kit.store;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Token buckets of this JVM; each is one time, the one at which it is full again. Guard: each key by the map's own lock
 * on its bin.
 */
final class EmbeddedBuckets {
    private final ConcurrentHashMap<String, Long> fullAt = new ConcurrentHashMap<>();

    Claim claim(String key, long tokenNanos, long fullNanos, int wanted, long now) {
        Claim[] claim = new Claim[1];
        fullAt.compute(key, (same, before) -> {
            long debt = before == null ? 0 : Math.max(0, before - now);
            long room = Math.max(0, (fullNanos - debt) / tokenNanos);
            int granted = (int) Math.min(wanted, room);
            long after = debt + granted * tokenNanos;
            long retry = granted > 0 ? 0 : debt + tokenNanos - fullNanos;
            claim[0] = new Claim(granted, room - granted, retry, after);
            return now + after;
        });
        return claim[0];
    }

    /** Forgets buckets that are full. */
    void sweep(long now) {
        fullAt.values().removeIf(time -> time - now <= 0);
    }

    void clear() {
        fullAt.clear();
    }
}
