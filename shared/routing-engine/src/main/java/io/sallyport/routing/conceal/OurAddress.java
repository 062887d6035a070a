package io.sallyport.routing.conceal;

import io.sallyport.http.Authority;

/**
 * What the client has called us.
 *
 * @param scheme         {@code http} or {@code https}
 * @param authority      the host and port that it asked for
 * @param versionSegment the segment of the path, such as {@code /v1.1}, that pins a version and was taken off; empty
 *     for none
 */
public record OurAddress(String scheme, Authority authority, String versionSegment) {
    /** Nothing was taken off the path. */
    public OurAddress(String scheme, Authority authority) {
        this(scheme, authority, "");
    }

    boolean isTls() {
        return scheme.equals("https");
    }

    int schemePort() {
        return isTls() ? 443 : 80;
    }

    String authorityText() {
        return authority.toText(schemePort());
    }
}
