package io.sallyport.cache.engine.purge;

import io.sallyport.cache.engine.stored.CacheKey;
import org.jspecify.annotations.Nullable;

/** 64-bit sums of URLs and groups, under a seed. Immutable. */
final class TargetSums {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final long seed;

    TargetSums(long seed) {
        this.seed = seed | 1;
    }

    /** Of scheme, authority, path and query; the order of the query's parameters is of no meaning. Without the track. */
    long url(CacheKey key) {
        return end(add(add(origin(key), key.path()), query(key.query())));
    }

    /** Of scheme and authority. */
    long origin(CacheKey key) {
        return end(add(
                add(add(seed, key.scheme()), key.authority().host()),
                key.authority().port()));
    }

    /** Of a group of one origin. */
    long group(long origin, String name) {
        return end(add(origin, name));
    }

    /**
     * Of a group.
     *
     * @param origin its URL without a path; empty: of all origins
     */
    long group(String origin, String name) {
        CacheKey key = origin.isEmpty() ? null : CacheKey.parse(origin, "");
        return group(key == null ? seed : origin(key), name);
    }

    private long query(@Nullable String query) {
        if (query == null) {
            return 0;
        }
        long sum = 1;
        int start = 0;
        while (start <= query.length()) {
            int and = query.indexOf('&', start);
            int stop = and < 0 ? query.length() : and;
            sum += end(add(seed, query, start, stop));
            start = stop + 1;
        }
        return sum;
    }

    private static long add(long sum, String text) {
        return add(sum, text, 0, text.length());
    }

    /** The length in front keeps neighbours from running together. */
    private static long add(long sum, String text, int start, int stop) {
        long next = add(sum, stop - start);
        for (int i = start; i < stop; i++) {
            next = (next ^ text.charAt(i)) * FACTOR;
            next ^= next >>> 29;
        }
        return next;
    }

    private static long add(long sum, long number) {
        long next = (sum ^ number) * FACTOR;
        return next ^ next >>> 32;
    }

    /** Never 0, which stands for an empty place. */
    private static long end(long sum) {
        long mixed = (sum ^ sum >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return mixed == 0 ? 1 : mixed;
    }
}
