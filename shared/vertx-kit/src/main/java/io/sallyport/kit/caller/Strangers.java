package io.sallyport.kit.caller;

import io.sallyport.http.Authority;
import java.util.Locale;
import java.util.Set;

/**
 * Pages of strangers: a browser on this machine runs them, and they can reach loopback, by a name of their own that leads
 * here (DNS rebinding), or across origins without reading the answer.
 */
final class Strangers {
    private static final Set<String> OURS = Set.of("", "same-origin", "none");

    private Strangers() {}

    /** Whether the name is one that no stranger can point here. */
    static boolean isLoopback(Authority host) {
        String name = host.host();
        return name.equals("localhost") || name.equals("::1") || isLoopbackV4(name);
    }

    /** A name such as 127.example is none. */
    private static boolean isLoopbackV4(String name) {
        return name.startsWith("127.") && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /** Whether a page of another origin sends this; one that is of another port of this machine included. */
    static boolean isForeign(Call.BrowserMarks browser, Authority host) {
        return !OURS.contains(browser.site()) || (!browser.origin().isEmpty() && !isSame(browser.origin(), host));
    }

    /** Whether a page of another origin asks for this, though without an Origin field. */
    static boolean isForeignSite(Call.BrowserMarks browser) {
        return !OURS.contains(browser.site());
    }

    /** The origin is compared without its scheme: a TLS terminator before us changes that, and only that. */
    private static boolean isSame(String origin, Authority host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        int scheme = lower.indexOf("://");
        Authority from = scheme < 0 ? null : Authority.parse(lower.substring(scheme + 3));
        int schemePort = lower.startsWith("https:") ? 443 : 80;
        return from != null && from.host().equals(host.host()) && from.portOr(schemePort) == host.portOr(schemePort);
    }
}
