package io.sallyport.routing.circuit;

/**
 * What passive health knows of one endpoint. Times are monotonic nanoseconds.
 *
 * @param phase      whether it gets traffic
 * @param inRow      failures in a row
 * @param window     the requests judged of late
 * @param ejections  ejections that the next time out counts from
 * @param sinceNanos when the phase began; 0 before the first ejection
 * @param untilNanos end of the time out; means something only while the endpoint is out
 */
public record CircuitState(Phase phase, int inRow, Window window, int ejections, long sinceNanos, long untilNanos) {
    /** Whether an endpoint gets traffic. */
    public enum Phase {
        /** Its part. */
        IN,
        /** None until the time out is over, then one request on trial. */
        OUT,
        /** Out, with one request under way that decides. */
        TRIAL
    }

    /**
     * Requests judged in one stretch of time.
     *
     * @param startNanos when it began
     * @param requests   how many were judged
     * @param failures   how many of them failed
     */
    public record Window(long startNanos, int requests, int failures) {
        static final Window EMPTY = new Window(0, 0, 0);

        /** With these added; a window that is over is begun anew first. */
        Window plus(int good, int bad, long nowNanos, long lengthNanos) {
            boolean over = requests == 0 || nowNanos - startNanos >= lengthNanos;
            return over
                    ? new Window(nowNanos, good + bad, bad)
                    : new Window(startNanos, requests + good + bad, failures + bad);
        }
    }

    /** As good as new, and never out. */
    public static final CircuitState FRESH = new CircuitState(Phase.IN, 0, Window.EMPTY, 0, 0, 0);

    /** Whether it gets its part of the traffic. */
    public boolean isIn() {
        return phase == Phase.IN;
    }

    /** Whether the time out is over and nobody tries it yet. */
    public boolean isDue(long nowNanos) {
        return phase == Phase.OUT && nowNanos - untilNanos >= 0;
    }

    /** Whether it was out once and came back. */
    public boolean cameBack() {
        return phase == Phase.IN && ejections > 0;
    }
}
