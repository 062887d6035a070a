package io.sallyport.routing.circuit;

import io.sallyport.routing.circuit.CircuitState.Phase;
import io.sallyport.routing.circuit.CircuitState.Window;
import io.sallyport.routing.engine.EjectionRules;

/**
 * The rules of passive health as functions of state, event and time. A failure is what {@link Verdict} says. An endpoint
 * that failed too often is out for a time that doubles with each ejection; then one request at a time is let through to
 * it, and the first that ends well takes the endpoint back, the first that fails puts it out for longer. An endpoint that
 * has served for the longest time out starts from the shortest again.
 */
public final class Ejection {
    /** What an event did. */
    public enum Change {
        /** Nothing that anybody else has to know. */
        NONE,
        /** Out: too many failures in a row. */
        EJECTED_BY_ROW,
        /** Out: too large a part of the window. */
        EJECTED_BY_SHARE,
        /** Out again: the request on trial failed. */
        EJECTED_BY_TRIAL,
        /** It would be out, but too many others are. */
        SPARED,
        /** On trial at once: most other edges leave it out. */
        SUSPECTED,
        /** In again. */
        READMITTED;

        /** Whether the endpoint is out from now on. */
        public boolean isEjection() {
            return this == EJECTED_BY_ROW || this == EJECTED_BY_SHARE || this == EJECTED_BY_TRIAL;
        }
    }

    /** The state after an event, and what the event did. */
    public record Step(CircuitState state, Change change) {}

    private Ejection() {}

    /**
     * Requests that ended well while the endpoint was in. Those begun before an ejection change nothing: only a trial
     * takes an endpoint back.
     */
    public static Step succeeded(CircuitState state, EjectionRules rules, int count, long nowNanos) {
        if (!state.isIn()) {
            return new Step(state, Change.NONE);
        }
        Window window = state.window().plus(count, 0, nowNanos, rules.windowNanos());
        return kept(state, 0, window);
    }

    /**
     * A request that failed while the endpoint was in.
     *
     * @param before requests that ended well in the same window and were not told yet; they lie before the failures in a
     *     row, and do not interrupt them
     * @param room   whether one more endpoint of the cluster may be out
     */
    public static Step failed(CircuitState state, EjectionRules rules, int before, boolean room, long nowNanos) {
        if (!state.isIn()) {
            return new Step(state, Change.NONE);
        }
        int inRow = state.inRow() + 1;
        Window window = state.window().plus(before, 1, nowNanos, rules.windowNanos());
        boolean byRow = rules.consecutive() > 0 && inRow >= rules.consecutive();
        boolean byShare =
                window.requests() >= rules.minRequests() && window.failures() >= rules.errorShare() * window.requests();
        if (!byRow && !byShare) {
            return kept(state, inRow, window);
        }
        if (!room) {
            return new Step(kept(state, inRow, window).state(), Change.SPARED);
        }
        CircuitState out = out(state, inRow, rules, nowNanos);
        return new Step(out, byRow ? Change.EJECTED_BY_ROW : Change.EJECTED_BY_SHARE);
    }

    /**
     * Most other edges leave the endpoint out. Here the next request is a trial: this edge's own traffic decides, but
     * by one request instead of many.
     *
     * @param room whether one more endpoint of the cluster may be out
     */
    public static Step suspected(CircuitState state, boolean room, long nowNanos) {
        if (!state.isIn() || !room) {
            return new Step(state, Change.NONE);
        }
        CircuitState due =
                new CircuitState(Phase.OUT, state.inRow(), Window.EMPTY, state.ejections(), nowNanos, nowNanos);
        return new Step(due, Change.SUSPECTED);
    }

    /** Lets one request through to an endpoint that {@linkplain CircuitState#isDue is due}. */
    public static CircuitState onTrial(CircuitState state, long nowNanos) {
        return new CircuitState(
                Phase.TRIAL, state.inRow(), Window.EMPTY, state.ejections(), nowNanos, state.untilNanos());
    }

    /** The request on trial ended well. */
    public static Step trialSucceeded(CircuitState state, long nowNanos) {
        if (state.phase() != Phase.TRIAL) {
            return new Step(state, Change.NONE);
        }
        CircuitState in = new CircuitState(Phase.IN, 0, Window.EMPTY, state.ejections(), nowNanos, 0);
        return new Step(in, Change.READMITTED);
    }

    /** The request on trial failed. */
    public static Step trialFailed(CircuitState state, EjectionRules rules, long nowNanos) {
        if (state.phase() != Phase.TRIAL) {
            return new Step(state, Change.NONE);
        }
        return new Step(out(state, state.inRow() + 1, rules, nowNanos), Change.EJECTED_BY_TRIAL);
    }

    /** The request on trial ended without a verdict, such as by a client that went: the next one may try. */
    public static CircuitState trialAbandoned(CircuitState state) {
        if (state.phase() != Phase.TRIAL) {
            return state;
        }
        return new CircuitState(
                Phase.OUT, state.inRow(), Window.EMPTY, state.ejections(), state.sinceNanos(), state.untilNanos());
    }

    private static Step kept(CircuitState state, int inRow, Window window) {
        CircuitState next =
                new CircuitState(Phase.IN, inRow, window, state.ejections(), state.sinceNanos(), state.untilNanos());
        return new Step(next, Change.NONE);
    }

    private static CircuitState out(CircuitState state, int inRow, EjectionRules rules, long nowNanos) {
        boolean forgiven = state.isIn() && nowNanos - state.sinceNanos() >= rules.maxNanos();
        int ejections = forgiven ? 1 : state.ejections() + 1;
        long until = nowNanos + timeOutNanos(rules, ejections);
        return new CircuitState(Phase.OUT, inRow, Window.EMPTY, ejections, nowNanos, until);
    }

    /** The time out of the nth ejection, from 1. */
    static long timeOutNanos(EjectionRules rules, int ejections) {
        long time = rules.baseNanos();
        for (int i = 1; i < ejections && time < rules.maxNanos(); i++) {
            time *= 2;
        }
        return Math.min(time, rules.maxNanos());
    }
}
