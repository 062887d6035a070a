package io.sallyport.edge.filter;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.shadow.Shadows;
import io.sallyport.routing.canary.ShadowRoute;

/** Lets requests that go to a server be copied for others; what the cache answers is not copied. */
final class ShadowFilter implements Filter {
    private final Shadows shadows;

    ShadowFilter(Shadows shadows) {
        this.shadows = shadows;
    }

    @Override
    public Step request(Exchange exchange) {
        if (exchange.route() != null) {
            ShadowRoute shadow =
                    exchange.snapshots().canaries().shadow(exchange.route().route());
            if (shadow != null) {
                shadows.consider(exchange, shadow);
            }
        }
        return Step.NEXT;
    }
}
