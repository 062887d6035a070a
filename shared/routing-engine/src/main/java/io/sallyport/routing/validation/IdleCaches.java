package io.sallyport.routing.validation;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.CacheRuleDocument;
import io.sallyport.contract.route.RouteDocument;
import java.util.ArrayList;
import java.util.List;

/** Finds routes that say how to cache and not that they cache: their rules would be for nothing, and nothing said so. */
final class IdleCaches {
    private static final CacheRuleDocument OFF = new CacheRuleDocument(false);

    private IdleCaches() {}

    static List<Problem> in(List<RouteDocument> routes) {
        List<Problem> warnings = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            CacheRuleDocument cache = routes.get(i).cache();
            if (!cache.enabled() && !cache.equals(OFF)) {
                warnings.add(new Problem(
                        "routes[" + i + "].cache",
                        "rules without enabled: true, so that nothing is kept",
                        "enabled: true beside them, or none of them"));
            }
        }
        return warnings;
    }
}
