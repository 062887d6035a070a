package io.sallyport.contract.settings;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.route.CacheKeyDocument;
import io.sallyport.contract.route.CacheRuleDocument;
import io.sallyport.contract.route.HeuristicDocument;
import io.sallyport.contract.route.StaleDocument;
import java.util.List;
import java.util.Optional;

/** Caching on forward listeners; each component as in {@link CacheRuleDocument}. */
public record ForwardCacheConfig(
        Boolean enabled,
        HeuristicDocument heuristic,
        StaleDocument stale,
        ForwardKeyConfig key,
        Boolean directives,
        Boolean setCookie,
        List<String> targets,
        Optional<ByteSize> wholeRange,
        Boolean collapse,
        List<String> purge) {
    /**
     * As {@link CacheKeyDocument}, but no parameter is taken out by itself: the servers are not ours.
     *
     * @param drop   query parameters that neither the key nor the server gets
     * @param sort   whether the order of query parameters is of no meaning
     * @param header request fields whose values are part of the key
     * @param cookie cookies whose values are part of the key
     */
    public record ForwardKeyConfig(List<String> drop, boolean sort, List<String> header, List<String> cookie) {
        public ForwardKeyConfig {
            CacheKeyDocument checked = new CacheKeyDocument(drop == null ? List.of() : drop, sort, header, cookie);
            drop = checked.drop();
            header = checked.header();
            cookie = checked.cookie();
        }
    }

    public ForwardCacheConfig {
        enabled = enabled == null || enabled;
        heuristic = heuristic == null ? HeuristicDocument.USUAL : heuristic;
        stale = stale == null ? StaleDocument.NONE : stale;
        key = key == null ? new ForwardKeyConfig(null, false, null, null) : key;
        directives = directives == null || directives;
        setCookie = setCookie == null || setCookie;
        targets = CacheRuleDocument.targets(targets);
        wholeRange = wholeRange == null ? Optional.empty() : wholeRange;
        collapse = collapse == null || collapse;
        purge = purge == null ? List.of() : List.copyOf(purge);
    }

    /** The same as a rule of a route. */
    public CacheRuleDocument rule() {
        return new CacheRuleDocument(
                enabled,
                heuristic,
                stale,
                new CacheKeyDocument(key.drop(), key.sort(), key.header(), key.cookie()),
                directives,
                setCookie,
                targets,
                wholeRange,
                collapse,
                purge);
    }
}
