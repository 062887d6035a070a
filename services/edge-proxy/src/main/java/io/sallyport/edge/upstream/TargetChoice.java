package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.pool.Origin;
import io.sallyport.edge.problem.Problem;

/** The one origin of a forward exchange, however many addresses it has. */
public final class TargetChoice implements OriginChoice {
    private Origin origin;

    public TargetChoice(Origin origin) {
        this.origin = origin;
    }

    @Override
    public Origin next() {
        Origin only = origin;
        origin = null;
        return only;
    }

    @Override
    public Problem exhausted() {
        return Problem.of(Outcome.CONNECT_REFUSED, OutcomeText.of(Outcome.CONNECT_REFUSED));
    }
}
