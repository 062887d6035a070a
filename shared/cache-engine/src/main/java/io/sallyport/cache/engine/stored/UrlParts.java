package io.sallyport.cache.engine.stored;

import io.sallyport.http.Authority;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An absolute http or https URL taken apart.
 *
 * @param authority always with a port
 * @param path      {@code /} when the URL has none
 * @param query     without the question mark
 */
record UrlParts(
        String scheme,
        Authority authority,
        String path,
        @Nullable String query) {

    static @Nullable UrlParts parse(String url) {
        int colon = url.indexOf("://");
        String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return null;
        }
        int hash = url.indexOf('#');
        String rest = url.substring(colon + 3, hash < 0 ? url.length() : Math.max(hash, colon + 3));
        int end = authorityEnd(rest);
        Authority authority = Authority.parse(rest.substring(0, end));
        if (authority == null) {
            return null;
        }
        int question = rest.indexOf('?', end);
        String path = rest.substring(end, question < 0 ? rest.length() : question);
        return new UrlParts(
                scheme,
                new Authority(authority.host(), authority.portOr(schemePort(scheme))),
                path.isEmpty() ? "/" : path,
                question < 0 ? null : rest.substring(question + 1));
    }

    private static int authorityEnd(String rest) {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    static int schemePort(String scheme) {
        return scheme.equals("http") ? 80 : 443;
    }
}
