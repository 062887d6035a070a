package io.sallyport.edge.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sallyport.cache.engine.stored.CacheKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Why answers were not stored of late, the last reason for each of so many keys. Thread-safe. */
public final class Refusals {
    private static final int MAX = 4096;

    private final Cache<CacheKey, Refusal> last =
            Caffeine.newBuilder().maximumSize(MAX).executor(Runnable::run).build();

    /**
     * An answer that was not stored.
     *
     * @param reason token
     */
    public record Refusal(CacheKey key, long atMillis, int status, String reason) {}

    public void note(Refusal refusal) {
        last.put(refusal.key(), refusal);
    }

    /** Of these URLs, on any track, newest first. Looks at all that is remembered: not for an event loop. */
    public List<Refusal> of(Collection<CacheKey> urls) {
        List<Refusal> found = new ArrayList<>();
        for (Refusal refusal : last.asMap().values()) {
            if (urls.stream().anyMatch(refusal.key()::sameUrl)) {
                found.add(refusal);
            }
        }
        found.sort(Comparator.comparingLong(Refusal::atMillis).reversed());
        return found;
    }
}
