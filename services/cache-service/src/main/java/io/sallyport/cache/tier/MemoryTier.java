package io.sallyport.cache.tier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sallyport.cache.record.KeyRecord;
import io.sallyport.cache.record.SharedEntry;
import org.jspecify.annotations.Nullable;

/** This service's own memory in front of the store: records and chunks, bounded in bytes, by W-TinyLFU. */
public final class MemoryTier {
    /** Caffeine counts weights in an int per entry. */
    private static final int BLOCK = 64;

    /** For what Java and Caffeine add to an entry. */
    private static final int OVERHEAD = 512;

    /** A record and when it was known to be what the store has. */
    record Held(KeyRecord record, long atNanos) {}

    private final Cache<String, Object> cache;

    public MemoryTier(long bytes) {
        this.cache = Caffeine.newBuilder()
                .maximumWeight(Math.max(1, bytes / BLOCK))
                .weigher(MemoryTier::blocks)
                .executor(Runnable::run)
                .build();
    }

    private static int blocks(String name, Object held) {
        long bytes = OVERHEAD;
        if (held instanceof Held of) {
            bytes += of.record.key().length + of.record.bytes();
            for (SharedEntry entry : of.record.variants().entries()) {
                // The head lies here as it came and as it was read.
                bytes += OVERHEAD + 2L * entry.headBytes().length;
            }
        } else if (held instanceof byte[] chunk) {
            bytes += chunk.length;
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes / BLOCK + 1);
    }

    @Nullable
    Held record(String name) {
        return cache.getIfPresent(name) instanceof Held held ? held : null;
    }

    void keep(String name, KeyRecord record, long nowNanos) {
        cache.put(name, new Held(record, nowNanos));
    }

    byte @Nullable [] chunk(String name) {
        return cache.getIfPresent(name) instanceof byte[] chunk ? chunk : null;
    }

    void keep(String name, byte[] chunk) {
        cache.put(name, chunk);
    }

    void forget(String name) {
        cache.invalidate(name);
    }

    /** Records and chunks. */
    public long entries() {
        return cache.estimatedSize();
    }

    /** Bytes held. */
    public long bytes() {
        return cache.policy()
                .eviction()
                .map(policy -> policy.weightedSize().orElse(0) * BLOCK)
                .orElse(0L);
    }
}
