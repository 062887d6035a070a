package io.sallyport.http.forwarded;

import io.sallyport.http.IpAddress;

/** One element of {@code Forwarded}, and the ways in which a node may be written. */
final class ForwardedElement {
    private ForwardedElement() {}

    /**
     * The value of a parameter, without its quotes. {@code null} when it is missing, written twice, or when the element
     * is not well-formed; quoted pairs, which no node and no scheme needs, count as not well-formed.
     */
    static String parameter(String element, String name) {
        String found = null;
        int at = 0;
        while (at < element.length()) {
            int end = pairEnd(element, at);
            int equals = element.indexOf('=', at);
            if (end < 0
                    || ((equals < 0 || equals > end)
                            && !element.substring(at, end).isBlank())) {
                return null;
            }
            if (equals >= 0
                    && equals < end
                    && element.substring(at, equals).strip().equalsIgnoreCase(name)) {
                String value = unquoted(element.substring(equals + 1, end).strip());
                if (value == null || found != null) {
                    return null;
                }
                found = value;
            }
            at = end + 1;
        }
        return found;
    }

    /** Where the pair ends that starts at {@code from}; -1 when a quote stays open or a backslash stands in it. */
    private static int pairEnd(String element, int from) {
        boolean quoted = false;
        for (int i = from; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c == '\\') {
                return -1;
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return quoted ? -1 : element.length();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String inner = quoted ? value.substring(1, value.length() - 1) : value;
        return inner.indexOf('"') >= 0 ? null : inner;
    }

    /**
     * The address of a node: {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code [2001:db8::1]}, {@code [2001:db8::1]:80}
     * or {@code 2001:db8::1}. {@code null} for {@code unknown}, for an obfuscated name, and for anything else.
     */
    static IpAddress address(String node) {
        if (node.startsWith("[")) {
            int close = node.indexOf(']');
            boolean sound = close > 0 && isPort(node, close + 1) && node.lastIndexOf(':', close) > 0;
            return sound ? IpAddress.parse(node.substring(1, close)) : null;
        }
        int colon = node.indexOf(':');
        if (colon >= 0 && node.indexOf(':', colon + 1) < 0) {
            return isPort(node, colon) ? IpAddress.parse(node.substring(0, colon)) : null;
        }
        return IpAddress.parse(node);
    }

    /** Whether nothing stands at {@code colon}, or a colon with one to five digits. */
    private static boolean isPort(String node, int colon) {
        if (colon == node.length()) {
            return true;
        }
        int digits = node.length() - colon - 1;
        boolean port = node.charAt(colon) == ':' && digits >= 1 && digits <= 5;
        for (int i = colon + 1; port && i < node.length(); i++) {
            port = node.charAt(i) >= '0' && node.charAt(i) <= '9';
        }
        return port;
    }
}
