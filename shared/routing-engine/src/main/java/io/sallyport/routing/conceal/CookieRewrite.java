package io.sallyport.routing.conceal;

import io.sallyport.http.Authority;
import org.jspecify.annotations.Nullable;

/**
 * {@code Set-Cookie} (<a href="https://datatracker.ietf.org/doc/html/rfc6265#section-5.2">RFC 6265 section 5.2</a>): a
 * {@code Domain} that is an inside name goes, which leaves the cookie with the host that the client asked; {@code Path}
 * follows the paths of the route. Name, value and all other attributes stay as they came.
 */
final class CookieRewrite {
    /** Browsers take such a cookie with {@code Path=/} only. */
    private static final String HOST_PREFIX = "__Host-";

    private final InsideNames inside;
    private final PathMapping paths;

    CookieRewrite(InsideNames inside, PathMapping paths) {
        this.inside = inside;
        this.paths = paths;
    }

    String rewrite(String value, OurAddress ours) {
        int first = value.indexOf(';');
        if (first < 0) {
            return value;
        }
        boolean pathStays = value.stripLeading().regionMatches(true, 0, HOST_PREFIX, 0, HOST_PREFIX.length());
        StringBuilder text = new StringBuilder(value.length() + 16).append(value, 0, first);
        int at = first;
        while (at < value.length()) {
            int next = value.indexOf(';', at + 1);
            int end = next < 0 ? value.length() : next;
            text.append(attribute(value.substring(at, end), ours, pathStays));
            at = end;
        }
        String result = text.toString();
        return result.equals(value) ? value : result;
    }

    /** One attribute with the semicolon before it; empty when it goes. */
    private String attribute(String written, OurAddress ours, boolean pathStays) {
        int equals = written.indexOf('=');
        if (equals < 0) {
            return written;
        }
        String name = written.substring(1, equals).strip();
        String content = written.substring(equals + 1).strip();
        if (name.equalsIgnoreCase("domain")) {
            return isInside(content, ours) ? "" : written;
        }
        if (!name.equalsIgnoreCase("path") || pathStays || !content.startsWith("/")) {
            return written;
        }
        String mapped = paths.undo(content, ours.versionSegment());
        return mapped.equals(content) ? written : written.substring(0, equals + 1) + mapped;
    }

    /** A domain that the client's own host lies under is ours, whatever else lies under it. */
    private boolean isInside(String domain, OurAddress ours) {
        @Nullable Authority named = Authority.parse(domain.startsWith(".") ? domain.substring(1) : domain);
        if (named == null) {
            return false;
        }
        String host = ours.authority().host();
        boolean isOurs = host.equals(named.host()) || host.endsWith("." + named.host());
        return !isOurs && inside.covers(named.host());
    }
}
