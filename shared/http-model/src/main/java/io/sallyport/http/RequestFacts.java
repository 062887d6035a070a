package io.sallyport.http;

/**
 * What the engines may know of a request: the seam where proxy code becomes testable with plain values.
 *
 * @param listener  name of the listener
 * @param forward   whether it came to a forward listener
 * @param method    as received; {@code CONNECT} for a tunnel
 * @param scheme    {@code http} or {@code https}; empty for a tunnel
 * @param authority whom it is for, normalised
 * @param path      path without query, as it will be sent; empty for a tunnel
 * @param query     without the question mark; {@code null} when there is none, which differs from an empty one
 * @param client    who asks
 * @param headers   request fields
 */
public record RequestFacts(
        String listener,
        boolean forward,
        String method,
        String scheme,
        Authority authority,
        String path,
        String query,
        IpAddress client,
        HeaderView headers) {

    /** The same request for another path. */
    public RequestFacts withPath(String other) {
        return new RequestFacts(listener, forward, method, scheme, authority, other, query, client, headers);
    }

    /** The same request with another query. */
    public RequestFacts withQuery(String other) {
        return new RequestFacts(listener, forward, method, scheme, authority, path, other, client, headers);
    }

    /** The same request as seen with other fields. */
    public RequestFacts withHeaders(HeaderView other) {
        return new RequestFacts(listener, forward, method, scheme, authority, path, query, client, other);
    }

    /** The same request for another target. */
    public RequestFacts withAuthority(Authority other) {
        return new RequestFacts(listener, forward, method, scheme, other, path, query, client, headers);
    }

    /** The port of the target: written, or the scheme's own. */
    public int port() {
        return authority.portOr(schemePort());
    }

    /** 443 for https and tunnels, else 80. */
    public int schemePort() {
        return scheme.equals("http") ? 80 : 443;
    }
}
