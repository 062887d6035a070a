package io.sallyport.edge.upstream;

import io.sallyport.kit.api.Metrics;
import io.sallyport.routing.circuit.Circuits;
import io.sallyport.routing.circuit.Ejection.Change;

/**
 * Counts, by cluster, what was repeated, refused and ejected: all of it rare enough for a look-up by name. Safe from any
 * thread.
 */
public final class BalanceFigures implements Circuits.Watch {
    private static final String RETRIES = "sallyport_retries_total";
    private static final String RETRIES_HELP = "Requests sent once more";
    private static final String SPENT = "sallyport_retry_budget_exhausted_total";
    private static final String SPENT_HELP = "Requests not sent once more because the retry budget was spent";
    private static final String FULL = "sallyport_endpoint_limit_total";
    private static final String FULL_HELP = "Requests refused because every endpoint had as many as it may have";
    private static final String EJECTIONS = "sallyport_ejections_total";
    private static final String EJECTIONS_HELP = "Endpoints left out after failures";

    private final Metrics metrics;
    private volatile boolean changed;

    public BalanceFigures(Metrics metrics) {
        this.metrics = metrics;
        metrics.announceCounter(RETRIES, RETRIES_HELP);
        metrics.announceCounter(SPENT, SPENT_HELP);
        metrics.announceCounter(FULL, FULL_HELP);
        metrics.announceCounter(EJECTIONS, EJECTIONS_HELP);
    }

    void repeated(String cluster) {
        metrics.counter(RETRIES, RETRIES_HELP, "cluster", cluster).increment();
    }

    void budgetSpent(String cluster) {
        metrics.counter(SPENT, SPENT_HELP, "cluster", cluster).increment();
    }

    void full(String cluster) {
        metrics.counter(FULL, FULL_HELP, "cluster", cluster).increment();
    }

    @Override
    public void changed(String cluster, String url, Change change) {
        if (change.isEjection()) {
            metrics.counter(EJECTIONS, EJECTIONS_HELP, "cluster", cluster).increment();
        }
        changed = true;
    }

    /** Whether passive health has changed since the last call. */
    public boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }
}
