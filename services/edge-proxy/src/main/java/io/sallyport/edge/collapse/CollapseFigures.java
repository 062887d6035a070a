package io.sallyport.edge.collapse;

import io.sallyport.kit.api.Metrics;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts of fetches and of those who wait for them. Safe from any thread. */
public final class CollapseFigures {
    private static final String GIVEN_UP = "sallyport_cache_waits_given_up_total";
    private static final String GIVEN_UP_HELP = "Requests that did not wait for another one's fetch any longer";

    private final AtomicInteger waiting = new AtomicInteger();
    private final Metrics.Counter waits;
    private final Metrics.Counter collapsed;
    private final Metrics.Counter late;
    private final Metrics.Counter tooMany;

    public CollapseFigures(Metrics metrics) {
        this.waits = metrics.counter(
                "sallyport_cache_waits_total", "Requests that waited for another one's fetch of the same thing");
        this.collapsed = metrics.counter(
                "sallyport_cache_collapsed_total", "Requests answered by another one's fetch of the same thing");
        this.late = metrics.counter(GIVEN_UP, GIVEN_UP_HELP, "reason", "time");
        this.tooMany = metrics.counter(GIVEN_UP, GIVEN_UP_HELP, "reason", "bound");
        metrics.gauge("sallyport_cache_waiting", "Requests that wait for another one's fetch", waiting::get);
    }

    /** Requests that wait now. */
    int waiting() {
        return waiting.get();
    }

    void waits() {
        waiting.incrementAndGet();
        waits.increment();
    }

    void waitsNoMore(int count) {
        waiting.addAndGet(-count);
    }

    /** A request was answered without a fetch of its own. */
    public void collapsed() {
        collapsed.increment();
    }

    /** A request has waited as long as it may. */
    public void late() {
        late.increment();
    }

    void tooMany() {
        tooMany.increment();
    }
}
