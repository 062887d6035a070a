package io.sallyport.cache.record;

import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The responses under one key. Immutable.
 *
 * @param key      the key's bytes, which the record repeats so that no name of a record can lead to another key's
 * @param variants newest first
 */
public record KeyRecord(byte[] key, Variants<SharedEntry> variants) {
    /** Bytes of heads and bodies in a record; past this the oldest variants go. */
    static final int BYTES_MAX = 1 << 20;

    public static KeyRecord empty(byte[] key) {
        return new KeyRecord(key, Variants.none());
    }

    public boolean isOf(byte[] otherKey) {
        return Arrays.equals(key, otherKey);
    }

    public boolean isEmpty() {
        return variants.isEmpty();
    }

    /** What answers a request, unless it is of no use any more; {@code null} when nothing does. */
    public @Nullable SharedEntry select(HeaderView request, long nowMillis) {
        SharedEntry entry = variants.select(request);
        return entry == null || entry.isGone(nowMillis) ? null : entry;
    }

    /** Whether a later, fresh answer to the same requests is here already: a slow fetch must not displace it. */
    public boolean isLaterThan(SharedEntry entry, long nowMillis) {
        return variants.entries().stream()
                .anyMatch(each -> each.head().vary().equals(entry.head().vary())
                        && each.head().timing().requestMillis()
                                > entry.head().timing().responseMillis()
                        && each.head().ttlSeconds(nowMillis) > 0);
    }

    /** With an entry in front, without those that it makes unreachable and those that are of no use any more. */
    public KeyRecord with(SharedEntry entry, long nowMillis) {
        List<SharedEntry> kept = new ArrayList<>();
        long bytes = 0;
        for (SharedEntry each : variants.with(entry).entries()) {
            bytes += bytesOf(each);
            if (each == entry || (bytes <= BYTES_MAX && !each.isGone(nowMillis))) {
                kept.add(each);
            }
        }
        return new KeyRecord(key, new Variants<>(kept));
    }

    /** Without the entry that is this response: the same head, mark and place of the body. */
    public KeyRecord without(SharedEntry entry) {
        List<SharedEntry> kept = new ArrayList<>(variants.entries());
        kept.removeIf(each -> isSame(each, entry));
        return kept.isEmpty() ? empty(key) : new KeyRecord(key, new Variants<>(kept));
    }

    /** Without the entry whose body has this name. */
    public KeyRecord withoutObject(String object) {
        List<SharedEntry> kept = new ArrayList<>(variants.entries());
        kept.removeIf(each -> each.object().equals(object));
        return kept.isEmpty() ? empty(key) : new KeyRecord(key, new Variants<>(kept));
    }

    /** Whether an entry's body has this name. */
    public boolean names(String object) {
        return variants.entries().stream().anyMatch(each -> each.object().equals(object));
    }

    /** When the last of its entries is of no use any more. */
    public long goneAtMillis() {
        return variants.entries().stream()
                .mapToLong(SharedEntry::goneAtMillis)
                .max()
                .orElse(0);
    }

    /** Bytes of heads and bodies. */
    public long bytes() {
        return variants.entries().stream().mapToLong(KeyRecord::bytesOf).sum();
    }

    private static long bytesOf(SharedEntry entry) {
        return (long) entry.headBytes().length + entry.body().length;
    }

    private static boolean isSame(SharedEntry one, SharedEntry other) {
        return one.mark() == other.mark()
                && one.object().equals(other.object())
                && Arrays.equals(one.headBytes(), other.headBytes());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyRecord that && isOf(that.key) && variants.equals(that.variants);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }
}
