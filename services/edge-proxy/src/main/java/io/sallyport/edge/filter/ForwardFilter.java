package io.sallyport.edge.filter;

import io.sallyport.edge.dial.ExitDialer;
import io.sallyport.edge.dial.Outbound;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.pool.OriginPools;
import io.sallyport.edge.tunnel.Tunnels;
import io.sallyport.edge.upstream.EndpointChoices;
import io.sallyport.edge.upstream.OriginChoice;
import io.sallyport.edge.upstream.TargetChoice;
import io.sallyport.edge.upstream.UpstreamCall;
import java.time.Duration;

/** The last step: sends the request to an endpoint of its route, or to the target that the client has named. */
final class ForwardFilter implements Filter {
    private final OriginPools pools;
    private final Outbound outbound;
    private final EndpointChoices choices;
    private final Tunnels tunnels;
    private final long headNanos;

    ForwardFilter(
            OriginPools pools, Outbound outbound, EndpointChoices choices, Tunnels tunnels, Duration headTimeout) {
        this.pools = pools;
        this.outbound = outbound;
        this.choices = choices;
        this.tunnels = tunnels;
        this.headNanos = headTimeout.toNanos();
    }

    @Override
    public Step request(Exchange exchange) {
        if (exchange.route() == null) {
            toTarget(exchange);
        } else {
            toEndpoint(exchange);
        }
        return Step.TAKEN;
    }

    private void toEndpoint(Exchange exchange) {
        long routeMillis = exchange.route().route().headTimeoutMillis();
        long nanos = routeMillis == 0 ? headNanos : routeMillis * 1_000_000;
        start(exchange, choices.of(exchange), nanos);
    }

    private void toTarget(Exchange exchange) {
        UpstreamCall.hold(exchange);
        if (ExitDialer.concerns(exchange)) {
            outbound.exits()
                    .plain(exchange, choice -> start(exchange, choice, headNanos), () -> toTargetDirectly(exchange));
        } else {
            toTargetDirectly(exchange);
        }
    }

    private void toTargetDirectly(Exchange exchange) {
        String name = exchange.facts().authority().host();
        int port = exchange.facts().port();
        outbound.targets()
                .of(
                        exchange,
                        addresses -> start(
                                exchange,
                                new TargetChoice(outbound.straight().origin(addresses, port, name)),
                                headNanos));
    }

    private void start(Exchange exchange, OriginChoice choice, long nanos) {
        UpstreamCall call = new UpstreamCall(exchange, pools, choice, nanos);
        if (exchange.transfer().isWebSocket()) {
            call.switchTo(tunnels::join);
        }
        call.start();
    }
}
