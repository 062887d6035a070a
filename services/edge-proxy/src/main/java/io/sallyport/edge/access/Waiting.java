package io.sallyport.edge.access;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.problem.Problem;

/**
 * An exchange that waits for somebody's word: its body is held back, its time is limited, and a client that goes ends it.
 * When the time is over nobody passes. Owner: the loop's thread.
 */
final class Waiting implements Upstream {
    static final Problem UNAVAILABLE =
            Problem.of(Outcome.ACCESS_CHECK_FAILED, "Access cannot be checked at the moment. Try again shortly.");

    private final Exchange exchange;

    private Waiting(Exchange exchange) {
        this.exchange = exchange;
    }

    static Waiting begin(Exchange exchange, long nanos) {
        Waiting waiting = new Waiting(exchange);
        exchange.passport().hold();
        exchange.upstream(waiting);
        exchange.within(nanos);
        return waiting;
    }

    /** The word has come. Whether anybody still waits for it. */
    boolean end() {
        if (exchange.isOver()) {
            return false;
        }
        exchange.upstream(null);
        exchange.withoutDeadline();
        return true;
    }

    @Override
    public void cancel() {
        // the exchange is over, which is all that whoever answers needs to see
    }

    @Override
    public void expired() {
        exchange.refuse(UNAVAILABLE);
    }
}
