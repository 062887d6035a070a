package io.sallyport.routing.conceal;

import io.sallyport.http.Authority;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One URL reference of a server's answer, read as browsers read it (<a href="https://url.spec.whatwg.org/#url-parsing">
 * the URL standard</a>: backslashes are slashes, slashes after the scheme may be missing, tabs do not count), because
 * what a browser would follow is what must not lead inside.
 */
final class UrlRewrite {
    private static final int NO_AUTHORITY = -1;
    private static final int FOREIGN = -2;

    private final InsideNames inside;
    private final PathMapping paths;

    UrlRewrite(InsideNames inside, PathMapping paths) {
        this.inside = inside;
        this.paths = paths;
    }

    /** The reference as the client may have it; the same object when there is nothing to change. */
    String rewrite(String value, OurAddress ours) {
        String text = value.indexOf('\t') < 0
                ? value.strip()
                : value.replace("\t", "").strip();
        String scheme = scheme(text);
        int at = authorityStart(text, scheme);
        if (at == FOREIGN) {
            return value;
        }
        if (at == NO_AUTHORITY) {
            return text.startsWith("/") ? orSame(paths.undo(text, ours.versionSegment()), value) : value;
        }
        int end = authorityEnd(text, at);
        Authority authority = authority(text.substring(at, end));
        if (authority == null) {
            return value;
        }
        return orSame(replaced(text, new Parts(scheme, authority, text.substring(end)), ours), value);
    }

    /** @param rest path, query and fragment */
    private record Parts(String scheme, Authority authority, String rest) {}

    private String replaced(String text, Parts url, OurAddress ours) {
        int port = url.scheme().equals("https") || url.scheme().equals("wss") ? 443 : 80;
        boolean ourHost = url.authority().host().equals(ours.authority().host());
        boolean isInside = ourHost
                ? inside.containsExactly(url.authority(), port) && !isOurs(url, port, ours)
                : inside.contains(url.authority().host());
        if (isInside) {
            return start(url.scheme(), ours) + paths.undo(url.rest(), ours.versionSegment());
        }
        if (!ourHost || !isOurs(url, port, ours)) {
            return text;
        }
        String rest = paths.undo(url.rest(), ours.versionSegment());
        if (isDowngrade(url.scheme(), ours)) {
            return start(url.scheme(), ours) + rest;
        }
        return rest.equals(url.rest())
                ? text
                : text.substring(0, text.length() - url.rest().length()) + rest;
    }

    /**
     * Whether the server speaks of us by our own name, which it got in Host. It hears of no TLS, so the scheme may be
     * wrong; a redirect from http to https is meant, and turning it back would never end.
     */
    private static boolean isOurs(Parts url, int schemePort, OurAddress ours) {
        int port = url.authority().portOr(schemePort);
        int ourPort = ours.authority().portOr(ours.schemePort());
        return port == ourPort || (port == schemePort && ourPort == ours.schemePort());
    }

    private static boolean isDowngrade(String scheme, OurAddress ours) {
        return ours.isTls() && (scheme.equals("http") || scheme.equals("ws"));
    }

    private static String start(String scheme, OurAddress ours) {
        return switch (scheme) {
            case "" -> "//" + ours.authorityText();
            case "ws", "wss" -> (ours.isTls() ? "wss://" : "ws://") + ours.authorityText();
            default -> ours.scheme() + "://" + ours.authorityText();
        };
    }

    /** In lower case; empty for a reference without one. */
    private static String scheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return text.substring(0, i).toLowerCase(Locale.ROOT);
            }
            boolean part = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
            if (!part) {
                return "";
            }
        }
        return "";
    }

    private static int authorityStart(String text, String scheme) {
        int at = scheme.isEmpty() ? 0 : scheme.length() + 1;
        int slashes = at;
        while (slashes < text.length() && isSlash(text.charAt(slashes))) {
            slashes++;
        }
        return switch (scheme) {
            case "http", "https", "ws", "wss" -> slashes;
            case "" -> slashes >= 2 ? slashes : NO_AUTHORITY;
            default -> FOREIGN;
        };
    }

    private static int authorityEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSlash(c) || c == '?' || c == '#') {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    /** Without user information, which ends at the last at-sign, and with percent-encoded characters of the host read. */
    private static @Nullable Authority authority(String written) {
        String host = written.substring(written.lastIndexOf('@') + 1);
        return Authority.parse(host.indexOf('%') < 0 ? bare(host) : bare(decoded(host)));
    }

    /** An empty port is as good as none (RFC 3986 section 3.2.3). */
    private static String bare(String host) {
        return host.endsWith(":") ? host.substring(0, host.length() - 1) : host;
    }

    private static String decoded(String host) {
        StringBuilder text = new StringBuilder(host.length());
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            int high = c == '%' && i + 2 < host.length() ? Character.digit(host.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(host.charAt(i + 2), 16);
            if (low < 0) {
                text.append(c);
            } else {
                text.append((char) (high << 4 | low));
                i += 2;
            }
        }
        return text.toString();
    }

    private static String orSame(String result, String value) {
        return result.equals(value) ? value : result;
    }
}
