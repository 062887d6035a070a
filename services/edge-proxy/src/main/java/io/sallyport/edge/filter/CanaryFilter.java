package io.sallyport.edge.filter;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.TrackRole;
import io.sallyport.routing.canary.CanaryRoute;
import io.sallyport.routing.canary.Draw;
import io.sallyport.routing.canary.KeySource;

/**
 * Chooses the side that serves a request of a route with a canary. Who is drawn for a canary whose endpoints are all out
 * is served by the stable side; who has asked for the canary is told.
 */
final class CanaryFilter implements Filter {
    private final KeySource keys;

    /** @param keys of this loop */
    CanaryFilter(KeySource keys) {
        this.keys = keys;
    }

    @Override
    public Step request(Exchange exchange) {
        if (exchange.route() == null) {
            return Step.NEXT;
        }
        CanaryRoute canary = exchange.snapshots().canaries().of(exchange.route());
        if (canary != null) {
            choose(exchange, canary);
        }
        return Step.NEXT;
    }

    private void choose(Exchange exchange, CanaryRoute canary) {
        Draw draw = canary.draw(exchange.facts(), exchange.clientText(), keys);
        boolean asked = draw.reason() == Draw.Reason.ASKED;
        boolean onCanary = draw.side() == Draw.Side.CANARY && (asked || canary.canaryServes());
        exchange.routedBy(canary.of(onCanary ? Draw.Side.CANARY : Draw.Side.STABLE));
        exchange.trackRole(TrackRole.of(onCanary, asked));
        if (!draw.newKey().isEmpty()) {
            exchange.newCookie(StickyCookie.of(canary.rule().cookie(), draw.newKey(), exchange.listener()));
        }
    }
}
