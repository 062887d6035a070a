package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Problem;
import io.sallyport.routing.engine.Balancer;
import io.sallyport.routing.engine.Cursor;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.Pick;
import io.sallyport.routing.engine.Track;

/** The balancer's endpoints for a routed exchange, each at most once. */
public final class EndpointChoice implements OriginChoice {
    private static final Problem NONE_HEALTHY =
            Problem.of(Outcome.NO_HEALTHY_ENDPOINT, OutcomeText.of(Outcome.NO_HEALTHY_ENDPOINT));

    private final Exchange exchange;
    private final Track track;
    private final Cursor cursor;
    private EndpointView first;
    private EndpointView second;

    public EndpointChoice(Exchange exchange, Cursor cursor) {
        this.exchange = exchange;
        this.track = exchange.route().track();
        this.cursor = cursor;
    }

    @Override
    public Origin next() {
        Pick pick = first == null ? Balancer.pick(track, cursor) : Balancer.pick(track, cursor, this::isTried);
        if (!(pick instanceof Pick.Chosen chosen)) {
            return null;
        }
        second = first;
        first = chosen.endpoint();
        exchange.sentTo(first);
        return new Origin(first.host(), first.port(), "");
    }

    private boolean isTried(EndpointView endpoint) {
        return endpoint == first || endpoint == second;
    }

    @Override
    public Problem exhausted() {
        return NONE_HEALTHY;
    }
}
