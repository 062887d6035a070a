package io.sallyport.edge.cache;

import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.StaleRules;
import io.sallyport.cache.engine.key.KeyRules;
import io.sallyport.cache.engine.stored.HeuristicRules;
import io.sallyport.contract.route.CacheKeyDocument;
import io.sallyport.contract.route.CacheRuleDocument;
import io.sallyport.contract.route.HeuristicDocument;
import io.sallyport.http.Cidr;
import java.util.List;
import java.util.Locale;

/**
 * How answers of one route, or of the open web, are kept. Compiled once for each snapshot of routes.
 *
 * @param enabled       whether they are
 * @param rules         for the engine
 * @param keys          how keys are made
 * @param collapse      whether requests for what is being fetched wait for it
 * @param wholeRangeMax bytes up to which the whole is fetched for a range; 0: never
 * @param purge         clients that may use the method PURGE; empty: it is passed on
 */
public record CachePlan(
        boolean enabled, CacheRules rules, KeyRules keys, boolean collapse, long wholeRangeMax, List<Cidr> purge) {
    public CachePlan {
        purge = List.copyOf(purge);
    }

    public static CachePlan of(CacheRuleDocument document) {
        return new CachePlan(
                document.enabled(),
                rules(document),
                keys(document.key()),
                document.collapse(),
                document.wholeRange().map(size -> size.bytes()).orElse(0L),
                document.purge().stream().map(Cidr::parse).toList());
    }

    private static KeyRules keys(CacheKeyDocument document) {
        return KeyRules.of(document.drop(), document.sort(), document.header(), document.cookie());
    }

    private static CacheRules rules(CacheRuleDocument document) {
        HeuristicDocument heuristic = document.heuristic();
        List<String> targets = document.targets().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        return new CacheRules(
                document.directives(),
                document.setCookie(),
                new HeuristicRules(
                        heuristic.share().value(),
                        heuristic.max().toSeconds(),
                        heuristic.errors().toSeconds()),
                new StaleRules(
                        document.stale().whileRevalidate().toSeconds(),
                        document.stale().ifError().toSeconds()),
                targets);
    }
}
