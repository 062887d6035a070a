package io.sallyport.edge.figures;

import io.sallyport.kit.api.Metrics;

/** A stop as others see it who look at an edge that goes. Safe from any thread. */
public final class DrainFigures {
    private static final String CUT = "sallyport_drain_cut_total";
    private static final String HELP = "What was still under way at the end of limits.drain, and was cut";

    private final Metrics.Counter requests;
    private final Metrics.Counter tunnels;
    private volatile boolean draining;

    public DrainFigures(Metrics metrics) {
        metrics.gauge("sallyport_draining", "1 from the moment a stop is asked for", () -> draining ? 1 : 0);
        requests = metrics.counter(CUT, HELP, "what", "request");
        tunnels = metrics.counter(CUT, HELP, "what", "tunnel");
    }

    /** A stop has been asked for. */
    public void begins() {
        draining = true;
    }

    public boolean isDraining() {
        return draining;
    }

    /** The time is over for these. */
    public void cut(int requestsLeft, int tunnelsLeft) {
        requests.add(requestsLeft);
        tunnels.add(tunnelsLeft);
    }

    /** How many were cut. */
    public long cut() {
        return requests.value() + tunnels.value();
    }
}
