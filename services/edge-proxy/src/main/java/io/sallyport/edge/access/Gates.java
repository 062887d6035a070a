package io.sallyport.edge.access;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.gate.Limit;

/** The gates of one event loop, by kind. Owner: the loop's thread. */
public final class Gates {
    private final LimitGate limits;

    public Gates(Buckets buckets) {
        this.limits = new LimitGate(buckets);
    }

    /**
     * Takes a request to a gate. After {@link Passage#WAITING}, {@code onward} is called when the gate is passed, and
     * never when it is not.
     */
    public Passage pass(Exchange exchange, Verdict.Gate gate, Runnable onward) {
        return limits.pass(exchange, gate, (Limit) gate.demand());
    }
}
