package io.sallyport.cache.engine;

/**
 * What an operator may choose about the cache, for a listener or a route.
 *
 * @param requestDirectives whether a request's Cache-Control and Pragma are heeded. In front of our own servers
 *                          they are not: anyone could make every request reach the origin
 * @param storeSetCookie    whether a response that sets a cookie may be stored at all; it is stored whole or not
 */
public record CacheRules(boolean requestDirectives, boolean storeSetCookie) {
    /** For a forward listener: the client decides how fresh an answer it wants. */
    public static final CacheRules FORWARD = new CacheRules(true, true);

    /** For a reverse listener. */
    public static final CacheRules REVERSE = new CacheRules(false, true);
}
