package io.sallyport.router.canary;

import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.routing.canary.progress.CanaryPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the routes in force want of their canaries, by route, in document order. */
final class Plans {
    private Plans() {}

    static Map<String, CanaryPlan> of(@Nullable RouteSnapshot snapshot) {
        Map<String, CanaryPlan> plans = new LinkedHashMap<>();
        if (snapshot != null) {
            for (RouteDocument route : snapshot.document().routes()) {
                route.canary().ifPresent(canary -> plans.put(route.name(), CanaryPlan.of(route.name(), canary)));
            }
        }
        return plans;
    }

    static @Nullable CanaryState find(List<CanaryState> states, String route) {
        for (CanaryState state : states) {
            if (state.route().equals(route)) {
                return state;
            }
        }
        return null;
    }
}
