package io.sallyport.cache.engine;

import java.util.Set;

/** What a cache knows of statuses (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-15.1">RFC 9110 section 15.1</a>). */
final class Statuses {
    /** Those whose caching needs nothing beyond the general rules; 206 and 304 are handled apart. */
    private static final Set<Integer> UNDERSTOOD = Set.of(
            200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408,
            409, 410, 411, 412, 413, 414, 415, 417, 421, 422, 426, 500, 501, 502, 503, 504, 505);

    private static final Set<Integer> NEVER_STORED = Set.of(428, 429, 431, 511);

    private Statuses() {}

    /**
     * Whether a status is about one client or connection, and never stored whatever the response says
     * (<a href="https://datatracker.ietf.org/doc/html/rfc6585">RFC 6585</a>).
     */
    static boolean isNeverStored(int status) {
        return NEVER_STORED.contains(status);
    }

    /** Whether must-understand is met. */
    static boolean isUnderstood(int status) {
        return UNDERSTOOD.contains(status);
    }
}
