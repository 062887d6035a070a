package io.sallyport.contract;

/**
 * An address to bind or reach, written {@code host:port} or {@code [v6]:port}.
 *
 * @param host name or IP literal without brackets; never empty
 * @param port 0 to 65535; 0 asks the system for a free one when binding
 */
public record HostPort(String host, int port) {
    private static final String ALLOWED = "an address such as 127.0.0.1:8080 or [::1]:8080";

    public HostPort {
        if (host.isEmpty() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("found \"" + host + ":" + port + "\", allowed: " + ALLOWED);
        }
    }

    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        if (colon < 1 || (bracketed && text.charAt(colon - 1) != ']') || (!bracketed && text.indexOf(':') != colon)) {
            throw new IllegalArgumentException("found \"" + text + "\", allowed: " + ALLOWED);
        }
        try {
            String host = bracketed ? text.substring(1, colon - 1) : text.substring(0, colon);
            return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("found \"" + text + "\", allowed: " + ALLOWED);
        }
    }

    /** Whether the host is a loopback literal or {@code localhost}. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("::1") || isLoopbackV4();
    }

    /** A name such as 127.example is none. */
    private boolean isLoopbackV4() {
        return host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
