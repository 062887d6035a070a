package io.sallyport.cache.engine.stored;

/** Which rule gave a lifetime, strongest first. */
public enum FreshnessSource {
    /** A field for caches like us (<a href="https://datatracker.ietf.org/doc/html/rfc9213">RFC 9213</a>). */
    TARGETED,
    S_MAXAGE,
    MAX_AGE,
    /** Expires less Date. */
    EXPIRES,
    /** A guess from Last-Modified. */
    HEURISTIC,
    /** No rule applied. */
    NONE,
    /** A soft purge ended it before its time. */
    PURGED
}
