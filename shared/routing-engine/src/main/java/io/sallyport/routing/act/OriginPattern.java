package io.sallyport.routing.act;

import io.sallyport.http.Authority;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Origins of pages (<a href="https://datatracker.ietf.org/doc/html/rfc6454#section-7">RFC 6454 section 7</a>): one, or
 * all whose host is below a name. Whole labels are compared: {@code https://*.example} is neither {@code
 * https://evilexample} nor {@code https://a.example.evil}.
 *
 * @param scheme in lower case
 * @param below  whether it stands for every host below the name, but not the name itself
 * @param host   normalised
 * @param port   0 for the scheme's own
 */
record OriginPattern(String scheme, boolean below, String host, int port) {
    /** Reads {@code https://app.example}, {@code https://*.example:8443}; {@code null} for anything else. */
    static @Nullable OriginPattern of(String text) {
        int colon = text.indexOf("://");
        if (colon < 1) {
            return null;
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 3);
        boolean below = rest.startsWith("*.");
        Authority authority = Authority.parse(below ? rest.substring(2) : rest);
        boolean known = scheme.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.');
        if (authority == null || !known) {
            return null;
        }
        return new OriginPattern(scheme, below, authority.host(), port(scheme, authority.port()));
    }

    private static int port(String scheme, int port) {
        boolean usual = (scheme.equals("https") && port == 443) || (scheme.equals("http") && port == 80);
        return usual ? 0 : port;
    }

    /** @param origin an exact one, as a client sends it */
    boolean matches(OriginPattern origin) {
        return !origin.below
                && scheme.equals(origin.scheme)
                && port == origin.port
                && (below ? origin.host.endsWith("." + host) : origin.host.equals(host));
    }
}
