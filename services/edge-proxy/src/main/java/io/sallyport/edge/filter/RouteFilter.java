package io.sallyport.edge.filter;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.routing.engine.Resolution;

/**
 * Finds the route of a request on a reverse listener, so that the policy knows it. Not finding one is answered later, by
 * {@link UnroutedFilter}. On a forward listener the client has named its target.
 */
final class RouteFilter implements Filter {
    @Override
    public Step request(Exchange exchange) {
        if (exchange.listener().forward()) {
            return Step.NEXT;
        }
        Resolution resolution = exchange.listener().plain()
                ? exchange.snapshots().routes().towards(exchange.listener().cluster())
                : exchange.snapshots().routes().resolve(exchange.facts());
        if (resolution instanceof Resolution.Forward forward) {
            forward(exchange, forward);
        } else if (resolution instanceof Resolution.Direct direct) {
            exchange.matched(direct.route());
        } else {
            exchange.unrouted(resolution);
        }
        return Step.NEXT;
    }

    private static void forward(Exchange exchange, Resolution.Forward resolution) {
        exchange.routedBy(resolution);
        String path = resolution.path();
        if (path != null) {
            exchange.retarget(path);
        }
    }
}
