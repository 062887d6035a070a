package io.sallyport.edge.shadow;

import io.sallyport.kit.api.Metrics;

/** Counts copies of requests by what became of them, for all loops. Safe from any thread. */
public final class ShadowFigures {
    private static final String NAME = "sallyport_shadows_total";
    private static final String HELP = "Copies of requests, by what became of them";

    private final Metrics.Counter answered;
    private final Metrics.Counter failed;
    private final Metrics.Counter dropped;
    private final Metrics.Counter tooLarge;

    public ShadowFigures(Metrics metrics) {
        this.answered = metrics.counter(NAME, HELP, "result", "answered");
        this.failed = metrics.counter(NAME, HELP, "result", "failed");
        this.dropped = metrics.counter(NAME, HELP, "result", "dropped");
        this.tooLarge = metrics.counter(NAME, HELP, "result", "too-large");
    }

    void ended(boolean whole) {
        (whole ? answered : failed).increment();
    }

    /** Too many are under way. */
    void dropped() {
        dropped.increment();
    }

    /** The body is longer than what is copied. */
    void tooLarge() {
        tooLarge.increment();
    }
}
