package io.sallyport.edge.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.UrlPrefix;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.edge.netty.DirectBodies;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stored responses of one process, shared by its event loops, bounded in bytes. Thread-safe; no call blocks, and
 * none but those that remove by prefix takes time that grows with what is stored.
 */
public final class MemoryCache {
    /** Caffeine counts weights in an int per entry; blocks let 16 large variants fit. */
    private static final int BLOCK = 64;

    /**
     * Caffeine sizes its record of what is popular by the entries that it expects, and grows it only as they come; one that
     * is too small costs hits.
     */
    private static final int ENTRY_SMALL = 2048;

    private static final int ENTRIES_MAX = 1 << 20;

    /** Tracks come from the configuration; past this many a removal looks through all keys instead. */
    private static final int TRACKS_MAX = 256;

    private final Cache<CacheKey, Variants<Entry>> cache;
    private final Set<String> tracks = ConcurrentHashMap.newKeySet();
    /** Whether any key ever had parts that its URL and track do not tell. */
    private volatile boolean parted;

    private final DirectBodies direct;
    private final Marks marks = new Marks();
    private volatile boolean holdsParts;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    public MemoryCache(CacheConfig config) {
        long memory = config.memory().bytes();
        this.direct = new DirectBodies(memory);
        this.cache = Caffeine.newBuilder()
                .maximumWeight(Math.max(1, memory / BLOCK))
                .initialCapacity((int) Math.max(64, Math.min(ENTRIES_MAX, memory / ENTRY_SMALL)))
                .weigher(MemoryCache::blocks)
                .evictionListener(this::evicted)
                .executor(Runnable::run)
                .build();
    }

    private static int blocks(CacheKey key, Variants<Entry> variants) {
        long bytes = 2L * key.length();
        for (Entry entry : variants.entries()) {
            bytes += entry.weight();
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes / BLOCK + 1);
    }

    private void evicted(@Nullable CacheKey key, @Nullable Variants<Entry> variants, RemovalCause cause) {
        evictions.add(variants == null ? 0 : variants.entries().size());
    }

    /** What is stored under the key; empty rather than {@code null}. */
    public Variants<Entry> find(CacheKey key) {
        Variants<Entry> variants = cache.getIfPresent(key);
        return variants == null ? Variants.none() : variants;
    }

    /** To be taken before the request leaves for the origin, and handed to {@link #put}. */
    public long mark(CacheKey key) {
        return marks.of(key);
    }

    /** Stores beside the key's other variants, unless something was removed there since the mark was taken. */
    public void put(CacheKey key, Entry entry, long mark) {
        tracks.add(key.track());
        parted |= !key.parts().isEmpty();
        cache.asMap().compute(key, (same, old) -> {
            if (marks.of(key) != mark) {
                return old;
            }
            return old == null ? Variants.<Entry>none().with(entry) : old.with(entry);
        });
        if (holdsParts) {
            cache.asMap().remove(PartStore.key(key));
        }
    }

    /** Whether parts of responses have ever been stored; looking for them costs nothing until then. */
    boolean holdsParts() {
        return holdsParts;
    }

    /** Changes what is stored of a target in parts, unless something was removed there since the mark was taken. */
    void updateParts(CacheKey key, long mark, UnaryOperator<Variants<Entry>> change) {
        holdsParts = true;
        tracks.add(key.track());
        parted |= !key.parts().isEmpty();
        cache.asMap().compute(key, (same, old) -> {
            if (marks.of(key) != mark) {
                return old;
            }
            Variants<Entry> changed = change.apply(old == null ? Variants.none() : old);
            return changed.isEmpty() ? null : changed;
        });
    }

    /** The same body where it is sent from with the least effort; nobody may write to either from now on. */
    public Buffer place(Buffer body) {
        return direct.place(body);
    }

    /**
     * Puts a validated head in the place of an entry's own, if the entry is still there.
     *
     * @return the entry to answer from, stored or not
     */
    public Entry refresh(CacheKey key, Entry entry, StoredHead head) {
        Entry refreshed = entry.under(head);
        cache.asMap()
                .computeIfPresent(
                        key,
                        (same, old) -> old.holds(entry) ? old.without(entry).with(refreshed) : old);
        return refreshed;
    }

    /** Removes one variant: the origin no longer vouches for it. */
    public void drop(CacheKey key, Entry entry) {
        cache.asMap().computeIfPresent(key, (same, old) -> {
            Variants<Entry> left = old.without(entry);
            return left.isEmpty() ? null : left;
        });
    }

    /** Removes all variants of a target on every track, and says how many there were. */
    public int remove(CacheKey key) {
        if (tracks.size() > TRACKS_MAX || parted) {
            return (int) removeIf(key::sameUrl);
        }
        marks.remove(key);
        int removed = 0;
        for (String track : tracks) {
            Variants<Entry> variants = cache.asMap().remove(key.onTrack(track));
            removed += variants == null ? 0 : variants.entries().size();
        }
        return removed;
    }

    /**
     * Removes all targets that a prefix covers, on every track. Looks at every key: not for an event loop.
     *
     * @return responses removed; 0 for a text that is no URL
     */
    public long removePrefix(String urlPrefix) {
        UrlPrefix prefix = UrlPrefix.parse(urlPrefix);
        return prefix == null ? 0 : removeIf(prefix::covers);
    }

    /** Removes everything. Looks at every key: not for an event loop. */
    public long removeAll() {
        return removeIf(key -> true);
    }

    private long removeIf(Predicate<CacheKey> condition) {
        marks.removeMany();
        long removed = 0;
        for (CacheKey key : cache.asMap().keySet()) {
            Variants<Entry> variants = condition.test(key) ? cache.asMap().remove(key) : null;
            removed += variants == null ? 0 : variants.entries().size();
        }
        return removed;
    }

    /** Counts an answer from the store; a 304 made from it included. */
    public void countHit() {
        hits.increment();
    }

    /** Counts a request that might have used the store and was forwarded. */
    public void countMiss() {
        misses.increment();
    }

    /** For the instance's announcement; the names are part of the contract with cache-service. */
    public Map<String, Long> figures() {
        return Map.of(
                "cacheHits", hits.sum(),
                "cacheMisses", misses.sum(),
                "cacheBytes", bytes(),
                "cacheEntries", cache.estimatedSize(),
                "cacheEvictions", evictions.sum(),
                "cacheDirectBytes", direct.taken());
    }

    private long bytes() {
        return cache.policy()
                .eviction()
                .map(policy -> policy.weightedSize().orElse(0) * BLOCK)
                .orElse(0L);
    }
}
