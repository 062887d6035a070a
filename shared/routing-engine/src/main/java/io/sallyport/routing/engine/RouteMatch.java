package io.sallyport.routing.engine;

import io.sallyport.contract.route.MatchDocument;
import io.sallyport.http.Authority;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a route is for, in its one spelling: two routes with equal matches catch the same requests.
 *
 * @param kind   how the host is compared
 * @param host   normalised as {@link Authority} does it; empty for {@link Kind#ANY}
 * @param prefix path prefix by whole segments without trailing slashes, so that {@code /a/} is {@code /a}, and
 *     {@code /}, which covers everything, is the empty text
 */
public record RouteMatch(Kind kind, String host, String prefix) {
    /** Kinds of host pattern, the most specific first. */
    public enum Kind {
        /** This name or address alone. */
        EXACT,
        /** Every name below this one, at any depth, but not the name itself. */
        BELOW,
        /** Every host. */
        ANY
    }

    /** Reads host ({@code *}, {@code name} or {@code *.name}) and path; {@code null} when the host is anything else. */
    public static @Nullable RouteMatch of(MatchDocument match) {
        String prefix = withoutTrailingSlashes(match.path());
        String text = match.host();
        if (text.equals("*")) {
            return new RouteMatch(Kind.ANY, "", prefix);
        }
        boolean below = text.startsWith("*.");
        Authority authority = Authority.parse(below ? text.substring(2) : text);
        if (authority == null || authority.port() != 0) {
            return null;
        }
        return new RouteMatch(below ? Kind.BELOW : Kind.EXACT, authority.host(), prefix);
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
