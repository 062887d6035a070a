package io.sallyport.contract.route;

/**
 * Which version serves a request.
 *
 * @param by       where a client says which version it wants
 * @param fallback written {@code default}: a version or a range such as {@code ~1.1} for everybody else; empty: every
 *     endpoint
 * @param unknown  what a client gets that asks for a version which no server runs
 */
public record VersionsDocument(ByDocument by, String fallback, Unknown unknown) {

    /** The answer to an unknown version. */
    public enum Unknown {
        /** 404. */
        NOT_FOUND,
        /** 406. */
        NOT_ACCEPTABLE,
        /** As if nothing had been asked for. */
        FALL_BACK
    }

    /**
     * Where a client says which version it wants. Each place that is named is looked at, in this order.
     *
     * @param header name of a request field; {@code X-Version} when nothing else is named
     * @param query  name of a query parameter; empty for none
     * @param cookie name of a cookie; empty for none
     * @param path   whether a first path segment such as {@code /v1.1} pins a version; it is taken off
     */
    public record ByDocument(String header, String query, String cookie, boolean path) {
        public ByDocument {
            query = query == null ? "" : query;
            cookie = cookie == null ? "" : cookie;
            boolean elsewhere = !query.isEmpty() || !cookie.isEmpty() || path;
            header = header == null ? (elsewhere ? "" : "X-Version") : header;
        }

        /** By a field alone. */
        public ByDocument(String header) {
            this(header, null, null, false);
        }
    }

    public VersionsDocument {
        by = by == null ? new ByDocument(null) : by;
        fallback = fallback == null ? "" : fallback;
        unknown = unknown == null ? Unknown.NOT_FOUND : unknown;
    }

    /** Unknown versions are not found. */
    public VersionsDocument(ByDocument by, String fallback) {
        this(by, fallback, null);
    }
}
