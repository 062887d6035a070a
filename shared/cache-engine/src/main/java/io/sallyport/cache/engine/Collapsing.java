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
    /** It asks for a part: that may be read out of what comes already, but the whole is neither fetched nor waited for. */
    READS,
    /**
     * It goes on by itself: it has credentials, which make a personal answer likely, or will not have
     * what was asked for before it came.
     */
    ALONE;

    /**
     * Decides by the request alone.
     *
     * @param validates whether our own conditions travel in place of the client's
     * @param whole     whether the whole is fetched although the request asks for a part
     */
    public static Collapsing of(RequestFacts facts, CacheRules rules, boolean validates, boolean whole) {
        HeaderView headers = facts.headers();
        if (headers.contains("authorization") || insists(headers, rules)) {
            return ALONE;
        }
        if (headers.contains("range") && !whole) {
            return READS;
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
