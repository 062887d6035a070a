package io.sallyport.cache.engine;

import java.util.Locale;

/** Why a response is not stored (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-3">RFC 9111 section 3</a>). */
public enum RefuseReason {
    /** The request was not a GET or a POST that brings its own target, or one that leaves the cache out. */
    REQUEST,
    /** Not a final status. */
    INTERIM,
    /** A part of a response that cannot be joined with others, or an error that may be about the part that was asked for. */
    PARTIAL,
    /** A 304, which has no body to store. */
    NOT_MODIFIED,
    /** A status that is never stored. */
    STATUS,
    NO_STORE,
    PRIVATE,
    /** must-understand, with a status we do not know. */
    STATUS_NOT_UNDERSTOOD,
    /** The request had credentials, and the response does not allow sharing (RFC 9111 section 3.5). */
    AUTHORIZATION,
    /** It sets a cookie, and the rules forbid that, or nothing in it says that it may be kept. */
    SET_COOKIE,
    /** Vary contains {@code *}, or what is no name. */
    VARY_ANY,
    /** The selecting fields are larger than what is kept. */
    VARY_TOO_LARGE,
    /** Its body is larger than what is kept, or there is no room for it now. */
    TOO_LARGE,
    /** It came stale, and cannot be validated. */
    STALE,
    /** It states no lifetime, and has no validator or a status that needs a stated lifetime. */
    NO_LIFETIME;

    /** For the {@code detail} of Cache-Status. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
