package io.sallyport.routing.canary;

import io.sallyport.http.RequestFacts;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.Resolution;

/**
 * The canary of one route, ready for requests: who draws, and what either side leads to.
 *
 * @param stable the route's default without the canary's endpoints
 * @param canary the endpoints of the canary's version
 */
public record CanaryRoute(DrawRule rule, Resolution.Forward stable, Resolution.Forward canary) {
    /** Which side serves a request. */
    public Draw draw(RequestFacts facts, String client, KeySource keys) {
        return rule.draw(facts, client, keys);
    }

    /** Where that side leads. */
    public Resolution.Forward of(Draw.Side side) {
        return side == Draw.Side.CANARY ? canary : stable;
    }

    /** Whether any endpoint of the canary may be picked. */
    public boolean canaryServes() {
        for (EndpointView endpoint : canary.track().endpoints()) {
            if (endpoint.isAvailable()) {
                return true;
            }
        }
        return false;
    }
}
