package io.sallyport.routing.balance;

import io.sallyport.routing.circuit.Circuit;
import io.sallyport.routing.circuit.CircuitState;
import io.sallyport.routing.circuit.Verdict;
import io.sallyport.routing.engine.EjectionRules;
import io.sallyport.routing.engine.EndpointView;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop knows of one endpoint by its own traffic; the circuit is the edge's. Outlives tables. Owner: the
 * loop's thread.
 */
public final class EndpointLoad {
    /** A failure counts as an answer that took this long, or an endpoint that fails fast would look like the best. */
    private static final long FAILURE_NANOS = 1_000_000_000L;

    private final PeakLatency latency = new PeakLatency();
    private @Nullable Circuit circuit;
    private int underWay;
    /** Requests that ended well and were not told to the circuit, because nothing failed since. */
    private int untold;

    private long untoldSinceNanos;
    private boolean seen;
    private boolean available;
    private boolean probedBack;
    private long probedBackNanos;
    private long returnedNanos;

    /** Joins the circuit that a table's rules give it; {@code null} for none. */
    void joins(@Nullable Circuit shared) {
        circuit = shared;
    }

    /**
     * What probes say of it in a table.
     *
     * @param first whether it is the first table of this loop: those that are there from the start need no slow one
     */
    void observe(EndpointView view, boolean first, long nowNanos) {
        if (view.isAvailable() && !available && !(first && !seen)) {
            probedBack = true;
            probedBackNanos = nowNanos;
        }
        seen = true;
        available = view.isAvailable();
    }

    /** A request goes to it. */
    public void began() {
        underWay++;
    }

    /** A request that went to it is over, whatever came of it. */
    public void ended() {
        underWay--;
    }

    /** Requests of this loop under way. */
    public int underWay() {
        return underWay;
    }

    /** The head of an answer came after so long. */
    public void answered(long nanos, long nowNanos) {
        latency.sample(nanos, nowNanos);
    }

    /** Average time to an answer's head in nanoseconds; 0 before the first. */
    public double latencyNanos(long nowNanos) {
        return latency.at(nowNanos);
    }

    /** What a request that was not on trial says of it. */
    public void judged(Verdict verdict, @Nullable EjectionRules rules, int endpoints, long nowNanos) {
        Circuit shared = circuit;
        if (verdict == Verdict.BAD) {
            latency.sample(FAILURE_NANOS, nowNanos);
        }
        if (shared == null || rules == null || verdict == Verdict.NONE) {
            return;
        }
        if (rules.watchesShare() && nowNanos - untoldSinceNanos >= rules.windowNanos()) {
            untold = 0;
            untoldSinceNanos = nowNanos;
        }
        if (verdict == Verdict.BAD) {
            shared.failed(rules, untold, endpoints, nowNanos);
            untold = 0;
        } else if (shared.isFailing()) {
            shared.succeeded(rules, untold + 1, nowNanos);
            untold = 0;
        } else {
            untold++;
        }
    }

    /** What a request on trial says of it. */
    public void tried(Verdict verdict, @Nullable EjectionRules rules, long nowNanos) {
        if (circuit != null && rules != null) {
            circuit.tried(verdict, rules, nowNanos);
        }
    }

    @Nullable
    Circuit circuit() {
        return circuit;
    }

    boolean isIn() {
        return circuit == null || circuit.state().isIn();
    }

    /** What was measured before an ejection says nothing of an endpoint that has come back from it. */
    void forgetLatencyOnReturn() {
        if (circuit == null) {
            return;
        }
        CircuitState state = circuit.state();
        if (state.cameBack() && state.sinceNanos() != returnedNanos) {
            returnedNanos = state.sinceNanos();
            latency.forget();
        }
    }

    /** When it last came back, by probes or from an ejection; {@code otherwise} if it never did. */
    long cameBackNanos(long otherwise) {
        long last = probedBack ? probedBackNanos : otherwise;
        CircuitState state = circuit == null ? CircuitState.FRESH : circuit.state();
        return state.cameBack() && (!probedBack || state.sinceNanos() - last > 0) ? state.sinceNanos() : last;
    }
}
