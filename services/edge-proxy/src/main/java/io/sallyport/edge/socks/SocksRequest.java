package io.sallyport.edge.socks;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param command    {@code CONNECT}, or the name of a command that is not served
 * @param host       a name of printable ASCII, or an address literal; IPv6 without brackets
 * @param port       0 to 65535, as sent
 * @param credential user, colon and password, in the client's own bytes; {@code null} for none
 */
record SocksRequest(SocksVersion version, String command, String host, int port, byte @Nullable [] credential) {
    static final String CONNECT = "CONNECT";

    /** As an HTTP request line writes the target. */
    String authority() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
