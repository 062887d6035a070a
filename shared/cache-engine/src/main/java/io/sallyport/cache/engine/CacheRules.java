package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.HeuristicRules;
import io.sallyport.cache.engine.stored.ResponseControl;
import java.util.List;

/**
 * What an operator may choose about the cache, for a listener or a route.
 *
 * @param requestDirectives whether a request's Cache-Control and Pragma are heeded. In front of our own servers
 *                          they are not: anyone could make every request reach the origin
 * @param storeSetCookie    whether a response that sets a cookie may be stored at all; it is stored whole or not
 * @param heuristic         lifetimes of responses that state none
 * @param stale             how long stale responses may be used that do not say it
 * @param targets           fields for caches like us, in lower case, the strongest first
 */
public record CacheRules(
        boolean requestDirectives,
        boolean storeSetCookie,
        HeuristicRules heuristic,
        StaleRules stale,
        List<String> targets) {
    private static final List<String> TARGETS = List.of(ResponseControl.OWN_FIELD, "cdn-cache-control");

    /** For a forward listener: the client decides how fresh an answer it wants. */
    public static final CacheRules FORWARD = new CacheRules(true, true, HeuristicRules.USUAL, StaleRules.NONE, TARGETS);

    /** For a reverse listener. */
    public static final CacheRules REVERSE =
            new CacheRules(false, true, HeuristicRules.USUAL, StaleRules.NONE, TARGETS);

    public CacheRules {
        targets = List.copyOf(targets);
    }
}
