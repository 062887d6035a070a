package io.sallyport.cache.engine.stored;

import io.sallyport.http.Authority;
import org.jspecify.annotations.Nullable;

/**
 * All targets of one origin whose path and query start in a certain way. The authority always counts as a whole:
 * {@code http://a.example} does not cover {@code http://a.example.net/}.
 */
public final class UrlPrefix {
    private final UrlParts start;

    private UrlPrefix(UrlParts start) {
        this.start = start;
    }

    /** Reads {@code http://host}, {@code http://host:port/pa} or {@code http://host/path?que}; {@code null} for any other text. */
    public static @Nullable UrlPrefix parse(String text) {
        UrlParts parts = UrlParts.parse(text);
        return parts == null ? null : new UrlPrefix(parts);
    }

    /** On any track. */
    public boolean covers(CacheKey key) {
        Authority authority = start.authority();
        return authority.equals(key.authority()) && start.scheme().equals(key.scheme()) && coversTarget(key);
    }

    private boolean coversTarget(CacheKey key) {
        String query = start.query();
        if (query == null) {
            return key.path().startsWith(start.path());
        }
        String keyQuery = key.query();
        return key.path().equals(start.path()) && keyQuery != null && keyQuery.startsWith(query);
    }
}
