package io.sallyport.http;

/**
 * Whom a request is for, in the one form that policy, cache key, dialling and logs share: lower case, no trailing
 * dot, no user information, IP literals without brackets.
 *
 * @param host name or IP literal; never empty
 * @param port 0 when not written
 */
public record Authority(String host, int port) {
    /**
     * Reads {@code host}, {@code host:port} or {@code [v6]:port}. Returns {@code null} for anything else: user
     * information, an empty host or port, a character that no host has, a number that only looks like an address
     * ({@code 127.1}, {@code 0x7f000001}), a percent sign.
     */
    public static Authority parse(String text) {
        return AuthorityParser.parse(text);
    }

    /** The port written, else the scheme's own. */
    public int portOr(int schemePort) {
        return port == 0 ? schemePort : port;
    }

    /** As a Host field writes it, leaving out the scheme's own port. */
    public String toText(int schemePort) {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == 0 || port == schemePort ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return toText(0);
    }
}
