package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.Problem;
import io.sallyport.routing.engine.Resolution;

/** Finds the route of a request on a reverse listener. On a forward listener the client has named its target. */
final class RouteFilter implements Filter {
    private static final Problem NO_ROUTE = Problem.of(Outcome.NO_ROUTE, "Nothing is served here.");

    @Override
    public Step request(Exchange exchange) {
        if (exchange.listener().forward()) {
            return Step.NEXT;
        }
        Resolution resolution = exchange.snapshots().routes().resolve(exchange.facts());
        switch (resolution.kind()) {
            case FORWARD -> {
                exchange.routedBy((Resolution.Forward) resolution);
                return Step.NEXT;
            }
            case UNKNOWN_VERSION -> exchange.refuse(unknown((Resolution.UnknownVersion) resolution));
            case NO_ROUTE -> exchange.refuse(NO_ROUTE);
        }
        return Step.TAKEN;
    }

    /** Which versions there are is for operators to know; the answer quotes the client and says no more. */
    private static Problem unknown(Resolution.UnknownVersion resolution) {
        return Problem.of(Outcome.NO_SUCH_VERSION, "No server runs version \"" + resolution.version() + "\".");
    }
}
