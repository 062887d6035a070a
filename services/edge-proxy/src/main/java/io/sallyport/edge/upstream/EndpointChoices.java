package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.routing.balance.Balances;

/**
 * Chooses among endpoints for the exchanges of one event loop.
 *
 * @param balances the loop's
 * @param figures  the edge's
 */
public record EndpointChoices(Balances balances, BalanceFigures figures) {
    /** The choice for an exchange that has a route. */
    public OriginChoice of(Exchange exchange) {
        return new EndpointChoice(exchange, balances.of(exchange.route().track()), figures);
    }
}
