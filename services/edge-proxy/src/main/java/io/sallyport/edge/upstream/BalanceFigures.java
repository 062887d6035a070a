package io.sallyport.edge.upstream;

import io.sallyport.kit.api.Metrics;
import io.sallyport.routing.circuit.Circuits;
import io.sallyport.routing.circuit.Ejection.Change;

/**
 * Counts, by cluster, what was repeated, refused and ejected: all of it rare enough for a look-up by name. Safe from any
 * thread.
 */
public final class BalanceFigures implements Circuits.Watch {
    private final Metrics metrics;
    private volatile boolean changed;

    public BalanceFigures(Metrics metrics) {
        this.metrics = metrics;
    }

    void repeated(String cluster) {
        metrics.counter("sallyport_retries_total", "Requests sent once more", "cluster", cluster)
                .increment();
    }

    void budgetSpent(String cluster) {
        metrics.counter(
                        "sallyport_retry_budget_exhausted_total",
                        "Requests not sent once more because the retry budget was spent",
                        "cluster",
                        cluster)
                .increment();
    }

    void full(String cluster) {
        metrics.counter(
                        "sallyport_endpoint_limit_total",
                        "Requests refused because every endpoint had as many as it may have",
                        "cluster",
                        cluster)
                .increment();
    }

    @Override
    public void changed(String cluster, String url, Change change) {
        if (change.isEjection()) {
            metrics.counter("sallyport_ejections_total", "Endpoints left out after failures", "cluster", cluster)
                    .increment();
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
