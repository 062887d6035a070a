package io.sallyport.edge.cache;

import io.sallyport.cache.engine.partial.PartAdmission;
import io.sallyport.cache.engine.partial.Parts;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StrongValidator;
import io.sallyport.cache.engine.stored.Variants;
import io.sallyport.http.range.ByteRange;
import io.vertx.core.buffer.Buffer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Parts of responses in the memory cache. They lie beside the whole ones, on a track of their own: who looks for a whole
 * response never meets a part, and purges, which are for all tracks, reach both. Thread-safe, and no call blocks.
 */
public final class PartStore {
    private static final String TRACK = "#parts";

    private final MemoryCache cache;
    private final LongPredicate admits;

    /** @param admits whether so many bytes of one body may be kept */
    public PartStore(MemoryCache cache, LongPredicate admits) {
        this.cache = cache;
        this.admits = admits;
    }

    /** Where the parts of a target lie. */
    public static CacheKey key(CacheKey whole) {
        return whole.onTrack(whole.track() + TRACK);
    }

    /** What is held of a target in parts, a set for each variant. */
    public Variants<Entry> find(CacheKey whole) {
        return cache.holdsParts() ? cache.find(key(whole), System.nanoTime()) : Variants.none();
    }

    /**
     * Adds a part to those of the same body, or puts it in the place of those of another. When nothing is missing any
     * more, the response is stored whole.
     *
     * @param body all bytes of the part; nobody may write to it from now on
     * @param mark as taken before the request left
     */
    public void put(CacheKey whole, PartAdmission.Store admitted, Buffer body, long mark) {
        ByteRange range = admitted.range().range();
        Entry part = Entry.ofParts(admitted.head(), Parts.of(admitted.range().length(), range, body));
        part.cleanUpTo(Math.min(part.clean(), mark));
        cache.updateParts(key(whole), old -> with(old, part, admitted.only()));
        Entry joined = sibling(cache.find(key(whole)), part);
        if (joined != null && joined.parts().isWhole()) {
            Entry all = Entry.of(joined.head(), cache.place(joined.joinedBody()));
            cache.put(whole, all, Math.min(mark, joined.clean()));
        }
    }

    private Variants<Entry> with(Variants<Entry> old, Entry part, boolean onlyJoined) {
        Entry held = sibling(old, part);
        if (held != null && isSameBody(held, part)) {
            Entry joined = held.joined(part);
            return old.without(held).with(admits.test(joined.parts().bytes()) ? joined : part);
        }
        boolean newer = held == null
                || held.head().timing().responseMillis() <= part.head().timing().responseMillis();
        return newer && !onlyJoined ? old.with(part) : old;
    }

    private static @Nullable Entry sibling(Variants<Entry> variants, Entry part) {
        for (Entry entry : variants.entries()) {
            if (entry.head().vary().equals(part.head().vary())) {
                return entry;
            }
        }
        return null;
    }

    private static boolean isSameBody(Entry held, Entry part) {
        StoredHead known = held.head();
        StrongValidator validator = StrongValidator.of(part.head());
        return validator != null && validator.equals(StrongValidator.of(known)) && held.length() == part.length();
    }
}
