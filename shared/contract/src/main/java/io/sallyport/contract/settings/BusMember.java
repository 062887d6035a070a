package io.sallyport.contract.settings;

import io.sallyport.contract.Require;

/**
 * Where a member of the bus may be.
 *
 * @param host name or address
 * @param port port of the membership protocol; 0: the first eight from {@code bus.port} on
 */
public record BusMember(String host, int port) {
    private static final String ALLOWED = "a host, host:port or [address]:port, such as edge-2:5701";

    /** Reads {@code host}, {@code host:port}, {@code [v6]:port} or a bare IPv6 address. */
    public static BusMember parse(String text, String key) {
        int colon = text.lastIndexOf(':');
        boolean several = text.indexOf(':') != colon;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || (end + 1 != colon && end + 1 != text.length())) {
                throw refused(text, key);
            }
            return new BusMember(
                    address(text.substring(1, end), key), end + 1 == text.length() ? 0 : port(text, end + 2, key));
        }
        return colon < 0 || several
                ? new BusMember(address(text, key), 0)
                : new BusMember(address(text.substring(0, colon), key), port(text, colon + 1, key));
    }

    /** A name or address that others can call. */
    static String address(String text, String key) {
        if (text.equals("0.0.0.0") || text.equals("::") || text.equals("*")) {
            throw new IllegalArgumentException(key + ": found \"" + text
                    + "\", which nobody can call, allowed: an address or name of one machine");
        }
        boolean odd =
                text.isBlank() || text.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '@' || c == '*' || c == ',');
        if (odd) {
            throw refused(text, key);
        }
        return text;
    }

    private static int port(String text, int from, String key) {
        try {
            return Require.range(Integer.parseInt(text.substring(from)), 1, 65535, key);
        } catch (NumberFormatException e) {
            throw refused(text, key);
        }
    }

    private static IllegalArgumentException refused(String text, String key) {
        return new IllegalArgumentException(key + ": found \"" + text + "\", allowed: " + ALLOWED);
    }
}
