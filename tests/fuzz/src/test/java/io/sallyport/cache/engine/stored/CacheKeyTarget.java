package io.sallyport.cache.engine.stored;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.Arrays;

/** Cache keys as URLs and as bytes: one form for one key, so that no two requests can meet in one entry by spelling. */
public final class CacheKeyTarget {
    private CacheKeyTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        CacheKey read = Cost.of(input.length, () -> CacheKey.read(input));
        Check.that(read == null || Arrays.equals(read.bytes(), input), "another form of the same key");
        String url = Input.wire(input);
        CacheKey key = Cost.of(input.length, () -> CacheKey.parse(url, "shop"));
        if (key != null) {
            Check.same(CacheKey.parse(key.url(), "shop"), key);
            Check.same(CacheKey.read(key.bytes()), key);
            Check.same(key.compareTo(key), 0);
            Check.that(key.authority().port() != 0, "no port in " + key);
            UrlPrefix prefix = UrlPrefix.parse(url);
            Check.that(prefix != null && prefix.covers(key), "not begun by itself: " + url);
            UrlPrefix origin = UrlPrefix.parse(key.origin());
            Check.that(origin != null && (origin.covers(key) || !key.path().startsWith("/")), "outside of its origin");
        }
        Cost.atLength(input, CacheKey::read);
        Cost.atLength(input, bytes -> CacheKey.parse(Input.wire(bytes), "shop"));
    }
}
