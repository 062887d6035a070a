package io.sallyport.kit.service;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * A member as configured.
 *
 * @param host name or address, an IPv6 one without brackets
 * @param port with its colon, or empty
 */
record MemberName(String host, String port) {
    /** Of {@code host}, {@code host:port}, {@code [address]:port} or a bare IPv6 address. */
    static MemberName parse(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? new MemberName(text, "") : new MemberName(text.substring(1, end), text.substring(end + 1));
        }
        int colon = text.lastIndexOf(':');
        boolean port = colon > 0 && text.indexOf(':') == colon;
        return port ? new MemberName(text.substring(0, colon), text.substring(colon)) : new MemberName(text, "");
    }

    /** One of its addresses, as Hazelcast reads it. */
    String with(InetAddress address) {
        String literal = address.getHostAddress();
        return (address instanceof Inet6Address ? '[' + literal + ']' : literal) + port;
    }
}
