package io.sallyport.edge.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.sallyport.cache.engine.purge.CacheGroups;
import io.sallyport.cache.engine.purge.PurgeTable;
import io.sallyport.cache.engine.purge.PurgeVerdict;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.edge.netty.DirectBodies;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stored responses of one process, shared by its event loops, bounded in bytes. Thread-safe; no call blocks, and
 * none takes time that grows with what is stored: what is purged is found out when it is looked at, and its memory comes back
 * then, or when it has not been asked for long enough.
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

    private final Cache<CacheKey, Variants<Entry>> cache;
    private final PurgeTable purges;
    private final LongPredicate current;
    private final DirectBodies direct;
    private final LentBodies lent;
    private final Refusals refusals = new Refusals();
    private volatile boolean holdsParts;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    /** In a process where everything that is purged is known at once. */
    public MemoryCache(CacheConfig config, PurgeTable purges) {
        this(config, purges, nanos -> true);
    }

    /**
     * @param purges  what stored responses are held against
     * @param current whether that is known as of lately at a {@code System.nanoTime()}; when not, nothing is used unasked
     */
    public MemoryCache(CacheConfig config, PurgeTable purges, LongPredicate current) {
        this.purges = purges;
        this.current = current;
        long memory = config.memory().bytes();
        this.direct = new DirectBodies(memory);
        this.lent = new LentBodies(memory);
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

    /** What is stored under the key and not purged; empty rather than {@code null}. */
    public Variants<Entry> find(CacheKey key) {
        Variants<Entry> variants = cache.getIfPresent(key);
        if (variants == null) {
            return Variants.none();
        }
        List<Entry> entries = variants.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (!purges.isClean(entries.get(i).clean())) {
                return checked(key, variants);
            }
        }
        return variants;
    }

    /**
     * The same for a client that asks now: unsure when this process may have missed purges because it stood still.
     *
     * @param nanos {@code System.nanoTime()}, of the request
     */
    public Variants<Entry> find(CacheKey key, long nanos) {
        Variants<Entry> found = find(key);
        return found.isEmpty() || current.test(nanos)
                ? found
                : found.each(entry -> entry.under(entry.head().unsure()));
    }

    /** A response that came from elsewhere, as purges leave it; none when it is gone. */
    public Variants<Entry> judged(CacheKey key, Entry entry) {
        return Variants.<Entry>none().with(entry).each(each -> checked(key, each));
    }

    /** The same of a head alone; {@code null} when it is gone. */
    public @Nullable StoredHead judged(CacheKey key, StoredHead head) {
        return purges.verdict(head.timing().sequence(), key, CacheGroups.of(head.fields()))
                .leaves(head);
    }

    private Variants<Entry> checked(CacheKey key, Variants<Entry> variants) {
        Variants<Entry> left = variants.each(entry -> checked(key, entry));
        if (left != variants) {
            Variants<Entry> kept = left.isEmpty() ? null : left;
            cache.asMap().computeIfPresent(key, (same, old) -> old == variants ? kept : old);
        }
        return left;
    }

    private @Nullable Entry checked(CacheKey key, Entry entry) {
        long now = purges.now();
        PurgeVerdict verdict = purges.verdict(entry.clean(), key, entry.groups());
        if (verdict.isKept()) {
            return entry.cleanUpTo(now);
        }
        StoredHead left = verdict.leaves(entry.head());
        return left == null ? null : entry.under(left).cleanUpTo(now);
    }

    /**
     * To be taken before the request leaves for the origin, for the response's {@code Timing}: what is purged after that is
     * purged of the response as well.
     */
    public long mark() {
        return purges.now();
    }

    /** Tells requests between which nothing was purged that may concern the key. */
    public long lastPurge(CacheKey key) {
        return purges.lastConcerning(key);
    }

    /**
     * Stores beside the key's other variants, unless it has been purged meanwhile.
     *
     * @param mark as of which purges it was fetched, if that is earlier than its head says
     */
    public void put(CacheKey key, Entry entry, long mark) {
        entry.cleanUpTo(Math.min(entry.clean(), mark));
        entry.countReaders(lent);
        cache.asMap().compute(key, (same, old) -> {
            if (purges.verdict(entry.clean(), key, entry.groups()).kind() == PurgeVerdict.Kind.GONE) {
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

    /** Changes what is stored of a target in parts, as far as it has not been purged. */
    void updateParts(CacheKey key, UnaryOperator<Variants<Entry>> change) {
        holdsParts = true;
        cache.asMap().compute(key, (same, old) -> {
            Variants<Entry> left = old == null ? Variants.none() : old.each(entry -> checked(key, entry));
            Variants<Entry> changed = change.apply(left);
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

    /** Why answers were not stored of late. */
    public Refusals refusals() {
        return refusals;
    }

    /** All that is stored under these URLs and not purged, on any track. Looks at every key: not for an event loop. */
    public Map<CacheKey, Variants<Entry>> find(Collection<CacheKey> urls) {
        Map<CacheKey, Variants<Entry>> found = new TreeMap<>();
        for (CacheKey key : cache.asMap().keySet()) {
            if (urls.stream().anyMatch(key::sameUrl)) {
                found.put(key, find(key));
            }
        }
        return found;
    }

    /** What clients are being sent of large bodies. */
    public LentBodies lent() {
        return lent;
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

    /** Responses that had to make room for others. */
    public long evictions() {
        return evictions.sum();
    }

    /** Keys with responses, more or less. */
    public long keys() {
        return cache.estimatedSize();
    }

    /** Of all responses that are stored. */
    public long bytes() {
        return cache.policy()
                .eviction()
                .map(policy -> policy.weightedSize().orElse(0) * BLOCK)
                .orElse(0L);
    }
}
