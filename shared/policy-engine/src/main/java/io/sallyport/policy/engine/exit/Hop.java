package io.sallyport.policy.engine.exit;

import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.http.Authority;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One proxy on a way.
 *
 * @param host     name or IP literal, without brackets
 * @param port     1 to 65535
 * @param user     empty for none
 * @param password empty for none
 */
public record Hop(Scheme scheme, String host, int port, String user, String password) {
    /** What a hop has to look like. */
    public static final String ALLOWED = "http://, https:// or socks5://, perhaps name:password@, then host:port";

    private static final int LONGEST = 255;

    /** What is spoken to the proxy. */
    public enum Scheme {
        HTTP,
        /** HTTP by TLS. */
        HTTPS,
        SOCKS5
    }

    /** Fails with {@link IllegalArgumentException}, {@code found X, allowed: Y}, X without the password. */
    public static Hop parse(String text) {
        Hop hop = read(text.strip());
        if (hop == null) {
            throw new IllegalArgumentException(
                    "found \"" + ExitDocument.withoutPasswords(text.strip()) + "\", allowed: " + ALLOWED);
        }
        return hop;
    }

    private static @Nullable Hop read(String text) {
        int slashes = text.indexOf("://");
        Scheme scheme = slashes < 0 ? null : scheme(text.substring(0, slashes));
        if (scheme == null) {
            return null;
        }
        int at = text.lastIndexOf('@');
        int start = slashes + 3;
        String login = at < start ? "" : text.substring(start, at);
        Authority authority = Authority.parse(text.substring(at < start ? start : at + 1));
        if (authority == null || authority.port() <= 0) {
            return null;
        }
        int colon = login.indexOf(':');
        String user = decoded(colon < 0 ? login : login.substring(0, colon));
        String password = colon < 0 ? "" : decoded(login.substring(colon + 1));
        if (user == null || password == null || !fits(user) || !fits(password)) {
            return null;
        }
        if (at >= start && user.isEmpty()) {
            return null;
        }
        return new Hop(scheme, authority.host(), authority.port(), user, password);
    }

    private static @Nullable Scheme scheme(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "http" -> Scheme.HTTP;
            case "https" -> Scheme.HTTPS;
            case "socks5", "socks5h" -> Scheme.SOCKS5;
            default -> null;
        };
    }

    /** Both protocols count bytes, SOCKS in one of them. */
    private static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && text.chars().noneMatch(c -> c < ' ' || c == 127);
    }

    /** {@code null} for a broken escape. */
    private static @Nullable String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                return null;
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public boolean isTls() {
        return scheme == Scheme.HTTPS;
    }

    /** {@code host:port}, an IPv6 literal in brackets. */
    public String authority() {
        return authority(host, port);
    }

    /** A target in the form that CONNECT wants, an IPv6 literal in brackets. */
    public static String authority(String host, int port) {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }

    /** Without name and password. */
    @Override
    public String toString() {
        return scheme.name().toLowerCase(Locale.ROOT) + "://" + authority();
    }
}
