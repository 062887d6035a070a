package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.dial.ExitDialer;
import io.sallyport.edge.dial.Outbound;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.tunnel.Tunnels;
import io.sallyport.edge.upstream.EndpointChoices;
import io.sallyport.policy.engine.DialSafety;

/**
 * Opens a tunnel for a CONNECT whose port and address are allowed, and to an endpoint for what came by a listener that
 * reads no protocol; everything else passes by.
 */
final class TunnelFilter implements Filter {
    private final Outbound outbound;
    private final Tunnels tunnels;
    private final EndpointChoices choices;

    TunnelFilter(Outbound outbound, Tunnels tunnels, EndpointChoices choices) {
        this.outbound = outbound;
        this.tunnels = tunnels;
        this.choices = choices;
    }

    @Override
    public Step request(Exchange exchange) {
        if (!exchange.facts().method().equals("CONNECT")) {
            return Step.NEXT;
        }
        if (exchange.listener().plain()) {
            EarlyBytes early = exchange.passport().early();
            outbound.endpoints()
                    .connect(exchange, choices.of(exchange), socket -> tunnels.unnamed(exchange, early, socket));
            return Step.TAKEN;
        }
        int port = exchange.facts().port();
        if (DialSafety.portAllowed(port, exchange.dial())) {
            open(exchange, exchange.passport().early());
        } else {
            exchange.refuse(Problem.of(Outcome.PORT_FORBIDDEN, "Tunnels to port " + port + " are not allowed."));
        }
        return Step.TAKEN;
    }

    private void open(Exchange exchange, EarlyBytes early) {
        if (ExitDialer.concerns(exchange)) {
            outbound.exits()
                    .tunnel(
                            exchange,
                            socket -> tunnels.opened(exchange, early, socket),
                            () -> openDirectly(exchange, early));
        } else {
            openDirectly(exchange, early);
        }
    }

    private void openDirectly(Exchange exchange, EarlyBytes early) {
        outbound.targets().of(exchange, addresses -> tunnels.open(exchange, early, addresses));
    }
}
