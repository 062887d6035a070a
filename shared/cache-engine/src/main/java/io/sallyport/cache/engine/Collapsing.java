package io.sallyport.cache.engine;

import io.sallyport.http.CacheControl;
import io.sallyport.http.CacheDirective;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;

/** What part a request may play when others ask for the same thing at the same time. Takes no look at the store. */
public enum Collapsing {
    /** It may fetch for others, and wait for another one's fetch: a plain GET. */
    LEADS,
    /** It may wait, but what it fetches is of no use to others: a HEAD, or a GET whose answer may be 304. */
    WAITS,
    /**
     * It goes on by itself: it asks for a part, has credentials, which make a personal answer likely, or will not have
     * what was asked for before it came.
     */
    ALONE;

    /** @param validates whether our own conditions travel in place of the client's */
    public static Collapsing of(RequestFacts facts, CacheRules rules, boolean validates) {
        HeaderView headers = facts.headers();
        if (headers.contains("range") || headers.contains("authorization") || insists(headers, rules)) {
            return ALONE;
        }
        boolean conditional = headers.contains("if-none-match") || headers.contains("if-modified-since");
        return facts.method().equals("GET") && (validates || !conditional) ? LEADS : WAITS;
    }

    private static boolean insists(HeaderView headers, CacheRules rules) {
        if (!rules.requestDirectives()) {
            return false;
        }
        return headers.contains("cache-control")
                ? CacheControl.parse(headers.all("cache-control")).has(CacheDirective.NO_CACHE)
                : headers.contains("pragma");
    }
}
