package io.sallyport.contract.cache;

import java.util.Objects;

/**
 * What is taken out of the cache.
 *
 * @param scope  what {@code value} names
 * @param value  a URL, the start of one, a group's name; empty for everything
 * @param origin of a group: the URL, without a path, of the origin whose responses are meant; empty: of all
 */
public record PurgeTarget(Scope scope, String value, String origin) {
    /** How much. */
    public enum Scope {
        /** All responses of a URL: every variant, every track, whatever else is part of their keys. */
        URL,
        /** All whose URL begins so. */
        PREFIX,
        /** All that say they are of a group. */
        GROUP,
        EVERYTHING
    }

    public PurgeTarget {
        Objects.requireNonNull(scope);
        value = value == null ? "" : value;
        origin = origin == null ? "" : origin;
    }

    public static PurgeTarget url(String url) {
        return new PurgeTarget(Scope.URL, url, "");
    }

    public static PurgeTarget prefix(String start) {
        return new PurgeTarget(Scope.PREFIX, start, "");
    }

    public static PurgeTarget group(String name, String origin) {
        return new PurgeTarget(Scope.GROUP, name, origin);
    }

    public static PurgeTarget everything() {
        return new PurgeTarget(Scope.EVERYTHING, "", "");
    }
}
