package io.sallyport.http;

import java.util.Locale;

/** Strict reading of {@code uri-host [ ":" port ]} (RFC 9110 section 4.2.1), without user information. */
final class AuthorityParser {
    private static final int MAX_HOST = 255;

    private AuthorityParser() {}

    static Authority parse(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return text.charAt(0) == '[' ? bracketed(text) : plain(text);
    }

    private static Authority bracketed(String text) {
        int close = text.indexOf(']');
        if (close < 0) {
            return null;
        }
        IpAddress address = IpAddress.parse(text.substring(1, close));
        if (address == null || text.substring(1, close).indexOf(':') < 0) {
            return null;
        }
        return withPort(address.toString(), text, close + 1);
    }

    private static Authority plain(String text) {
        int colon = text.indexOf(':');
        int end = colon < 0 ? text.length() : colon;
        String host = host(text, end);
        return host == null ? null : withPort(host, text, end);
    }

    private static Authority withPort(String host, String text, int at) {
        if (at == text.length()) {
            return new Authority(host, 0);
        }
        int digits = text.length() - at - 1;
        if (text.charAt(at) != ':' || digits < 1 || digits > 5) {
            return null;
        }
        int port = 0;
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            port = port * 10 + c - '0';
        }
        return port < 1 || port > 65535 ? null : new Authority(host, port);
    }

    /** The normalised name in {@code text[0, end)}, or {@code null}. Returns the same string when nothing changes. */
    private static String host(String text, int end) {
        int length = end > 0 && text.charAt(end - 1) == '.' ? end - 1 : end;
        if (length < 1 || length > MAX_HOST) {
            return null;
        }
        boolean upper = false;
        char before = '.';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!isHostChar(c) || (c == '.' && before == '.')) {
                return null;
            }
            upper |= c >= 'A' && c <= 'Z';
            before = c;
        }
        String host = length == text.length() ? text : text.substring(0, length);
        String normal = upper ? host.toLowerCase(Locale.ROOT) : host;
        return looksNumeric(normal) && IpAddress.parse(normal) == null ? null : normal;
    }

    private static boolean isHostChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_';
    }

    /**
     * Whether a resolver could take the name for an address: its last label is a number, decimal or hex. Such a name
     * is never a real one (no top-level domain is numeric), but {@code inet_aton} reads {@code 127.1} as loopback.
     */
    private static boolean looksNumeric(String host) {
        int last = host.lastIndexOf('.') + 1;
        if (host.startsWith("0x", last)) {
            return true;
        }
        for (int i = last; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
