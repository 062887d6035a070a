package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.Problem;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.edge.tunnel.Tunnels;
import io.sallyport.edge.upstream.CheckedTargets;
import io.sallyport.policy.engine.DialSafety;

/** Opens a tunnel for a CONNECT whose port and address are allowed; everything else passes by. */
final class TunnelFilter implements Filter {
    private final CheckedTargets targets;
    private final Tunnels tunnels;

    TunnelFilter(CheckedTargets targets, Tunnels tunnels) {
        this.targets = targets;
        this.tunnels = tunnels;
    }

    @Override
    public Step request(Exchange exchange) {
        if (!exchange.facts().method().equals("CONNECT")) {
            return Step.NEXT;
        }
        int port = exchange.facts().port();
        if (DialSafety.portAllowed(port, exchange.dial())) {
            EarlyBytes early = exchange.passport().early();
            targets.of(exchange, addresses -> tunnels.open(exchange, early, addresses));
        } else {
            exchange.refuse(Problem.of(Outcome.PORT_FORBIDDEN, "Tunnels to port " + port + " are not allowed."));
        }
        return Step.TAKEN;
    }
}
