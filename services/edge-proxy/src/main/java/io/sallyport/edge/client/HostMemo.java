package io.sallyport.edge.client;

import io.sallyport.http.Authority;

/**
 * The authority that a connection's last request named, and how it is written to origins: nearly every request on a
 * connection names the same one. Owner: the loop's thread.
 */
public final class HostMemo {
    private String text = "";
    private Authority authority;
    private Authority written;
    private int writtenPort;
    private String field = "";

    /** As {@link Authority#parse}; {@code null} for {@code null}. */
    public Authority parse(String host) {
        if (host == null) {
            return null;
        }
        if (!host.equals(text)) {
            authority = Authority.parse(host);
            text = host;
        }
        return authority;
    }

    /** As {@link Authority#toText}. */
    public String field(Authority named, int schemePort) {
        if (named != written || schemePort != writtenPort) {
            field = named.toText(schemePort);
            written = named;
            writtenPort = schemePort;
        }
        return field;
    }
}
