package io.sallyport.routing.circuit;

import io.sallyport.routing.circuit.Ejection.Change;
import io.sallyport.routing.circuit.Ejection.Step;
import io.sallyport.routing.engine.EjectionRules;

/**
 * The passive health of one endpoint in one edge, shared by its event loops. Safe from any thread: reading is one
 * volatile read, and a success where nothing failed writes nothing. All else takes the cluster's lock, which only
 * failures and what follows from them do.
 */
public final class Circuit {
    private final String url;
    private final ClusterCircuits cluster;
    private volatile CircuitState state = CircuitState.FRESH;

    Circuit(String url, ClusterCircuits cluster) {
        this.url = url;
        this.cluster = cluster;
    }

    public CircuitState state() {
        return state;
    }

    /** Whether a success has to be told, because failures went before it. */
    public boolean isFailing() {
        return state.inRow() > 0;
    }

    /** Requests that ended well, of those that were not on trial. */
    public void succeeded(EjectionRules rules, int count, long nowNanos) {
        synchronized (cluster) {
            apply(Ejection.succeeded(state, rules, count, nowNanos));
        }
    }

    /**
     * A request that failed, and was not on trial.
     *
     * @param before    requests that ended well before it and were not told yet
     * @param endpoints how many the cluster has
     */
    public void failed(EjectionRules rules, int before, int endpoints, long nowNanos) {
        synchronized (cluster) {
            boolean room = cluster.out() < rules.mostEjected(endpoints);
            apply(Ejection.failed(state, rules, before, room, nowNanos));
        }
    }

    /**
     * Most other edges leave it out.
     *
     * @param endpoints how many the cluster has
     */
    public void suspected(EjectionRules rules, int endpoints, long nowNanos) {
        synchronized (cluster) {
            boolean room = cluster.out() < rules.mostEjected(endpoints);
            apply(Ejection.suspected(state, room, nowNanos));
        }
    }

    /** Takes the one trial that is to be had; {@code false} when the time out is not over, or another has taken it. */
    public boolean tryTrial(long nowNanos) {
        synchronized (cluster) {
            if (!state.isDue(nowNanos)) {
                return false;
            }
            state = Ejection.onTrial(state, nowNanos);
            cluster.moved();
            return true;
        }
    }

    /** How the trial went. Whoever took it calls this once. */
    public void tried(Verdict verdict, EjectionRules rules, long nowNanos) {
        synchronized (cluster) {
            switch (verdict) {
                case GOOD -> apply(Ejection.trialSucceeded(state, nowNanos));
                case BAD -> apply(Ejection.trialFailed(state, rules, nowNanos));
                case NONE -> {
                    state = Ejection.trialAbandoned(state);
                    cluster.moved();
                }
            }
        }
    }

    private void apply(Step step) {
        state = step.state();
        if (step.change() != Change.NONE) {
            cluster.changed(url, step.change());
        }
    }
}
