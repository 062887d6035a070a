package io.sallyport.cache.engine;

import io.sallyport.cache.engine.purge.CacheGroups;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to an unsafe request removes from the cache (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.4">RFC 9111 section 4.4</a>).
 */
public final class Invalidation {
    /** The safe methods of the IANA registry; one not listed counts as unsafe. */
    private static final Set<String> SAFE =
            Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "REPORT", "SEARCH", "QUERY");

    private Invalidation() {}

    /**
     * Keys to remove, on every track: the target, and what Location and Content-Location name if it is of the same
     * origin (another origin's responses are not this one's to remove). Empty for a safe method or an error.
     */
    public static Set<CacheKey> of(CacheKey target, String method, int status, HeaderView response) {
        if (SAFE.contains(method) || status < 200 || status > 399) {
            return Set.of();
        }
        Set<CacheKey> keys = new LinkedHashSet<>();
        keys.add(target);
        for (String field : List.of("location", "content-location")) {
            CacheKey named = sameOrigin(target, response.get(field));
            if (named != null) {
                keys.add(named);
            }
        }
        return keys;
    }

    /** Whether a method asks for no change. */
    public static boolean isSafe(String method) {
        return SAFE.contains(method);
    }

    /**
     * The same as targets of a purge, with the groups of its own origin that the answer names (<a
     * href="https://datatracker.ietf.org/doc/html/rfc9875#section-3">RFC 9875 section 3</a>).
     */
    public static List<PurgeTarget> targets(CacheKey target, String method, int status, HeaderView response) {
        List<PurgeTarget> targets = new ArrayList<>();
        of(target, method, status, response).forEach(key -> targets.add(PurgeTarget.url(key.url())));
        if (!targets.isEmpty()) {
            CacheGroups.invalidatedBy(response).forEach(name -> targets.add(PurgeTarget.group(name, target.origin())));
        }
        return targets;
    }

    private static @Nullable CacheKey sameOrigin(CacheKey target, @Nullable String reference) {
        if (reference == null) {
            return null;
        }
        String url = Reference.resolve(target.url(), reference);
        CacheKey named = url == null ? null : CacheKey.parse(url, target.track());
        boolean same = named != null
                && named.scheme().equals(target.scheme())
                && named.authority().equals(target.authority());
        return same ? named : null;
    }
}
