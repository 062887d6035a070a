package io.sallyport.contract.route;

import io.sallyport.contract.ByteSize;
import java.util.List;
import java.util.Optional;

/**
 * Caching on a route.
 *
 * @param enabled    whether answers may be kept, by the rules of HTTP
 * @param heuristic  lifetimes of answers that state none
 * @param stale      when an answer is used although it is stale
 * @param key        what else tells stored answers apart
 * @param directives whether a request's Cache-Control is heeded
 * @param setCookie  whether answers that set a cookie may be kept
 * @param targets    fields for caches like us, the strongest first (RFC 9213)
 * @param wholeRange of a request for a range that nothing stored answers, the whole is fetched up to this size; absent:
 *                   the range alone
 * @param collapse   whether requests for what is being fetched wait for it
 * @param purge      addresses and ranges of clients that may use the method PURGE; empty: nobody
 */
public record CacheRuleDocument(
        boolean enabled,
        HeuristicDocument heuristic,
        StaleDocument stale,
        CacheKeyDocument key,
        boolean directives,
        Boolean setCookie,
        List<String> targets,
        Optional<ByteSize> wholeRange,
        Boolean collapse,
        List<String> purge) {
    /** The fields for caches like us that are read when nothing else is written. */
    public static final List<String> TARGETS = List.of("Sallyport-Cache-Control", "CDN-Cache-Control");

    public CacheRuleDocument {
        heuristic = heuristic == null ? HeuristicDocument.USUAL : heuristic;
        stale = stale == null ? StaleDocument.NONE : stale;
        key = key == null ? CacheKeyDocument.USUAL : key;
        setCookie = setCookie == null || setCookie;
        targets = targets(targets);
        wholeRange = wholeRange == null ? Optional.empty() : wholeRange;
        collapse = collapse == null || collapse;
        purge = purge == null ? List.of() : List.copyOf(purge);
    }

    /** The names in the key {@code targets}, checked; the usual ones for {@code null}. */
    public static List<String> targets(List<String> names) {
        return names == null ? TARGETS : KeyNames.targets(names, "targets");
    }

    /** As usual, or not at all. */
    public CacheRuleDocument(boolean enabled) {
        this(enabled, null, null, null, false, null, null, null, null, null);
    }
}
