package io.sallyport.cache.engine;

/** Why a request went to the origin: the words of <a href="https://datatracker.ietf.org/doc/html/rfc9211#section-2.2">RFC 9211 section 2.2</a>. */
public enum ForwardReason {
    /** The cache was not to handle it. */
    BYPASS("bypass"),
    /** The method's meaning requires it. */
    METHOD("method"),
    /** Nothing is stored for the target. */
    URI_MISS("uri-miss"),
    /** Something is stored for the target, but not for these selecting fields. */
    VARY_MISS("vary-miss"),
    /** Parts of it are stored, but not all that the request asks for. */
    PARTIAL("partial"),
    /** The request's own directives forbid the use of what is stored. */
    REQUEST("request"),
    /** What is stored is stale. */
    STALE("stale");

    private final String token;

    ForwardReason(String token) {
        this.token = token;
    }

    /** The value of {@code fwd}. */
    public String token() {
        return token;
    }
}
