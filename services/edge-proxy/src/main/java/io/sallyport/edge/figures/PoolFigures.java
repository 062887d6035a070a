package io.sallyport.edge.figures;

import io.sallyport.kit.api.Histogram;
import io.sallyport.kit.api.Histogram.Scale;
import io.sallyport.kit.api.Metrics;

/** Connections to origins, of all event loops: how they came about, and how often one was at hand. Safe from any thread. */
public final class PoolFigures {
    private final Metrics.Counter made;
    private final Metrics.Counter failed;
    private final Metrics.Counter reused;
    private final Metrics.Counter turnedAway;
    private final Metrics.Counter waitedTooLong;
    private final Histogram connecting;

    public PoolFigures(Metrics metrics) {
        String name = "sallyport_origin_connects_total";
        String help = "Connections to origins that were asked for, by what came of them";
        made = metrics.counter(name, help, "result", "connected");
        failed = metrics.counter(name, help, "result", "failed");
        reused = metrics.counter(
                "sallyport_origin_reuses_total", "Requests that went over a connection to their origin that was there");
        turnedAway = metrics.counter(
                "sallyport_origin_waits_refused_total",
                "Requests refused because as many waited for a connection to their origin as may");
        waitedTooLong = metrics.counter(
                "sallyport_origin_waits_expired_total",
                "Requests refused because they waited longer than overload.pendingTime for a connection to their origin");
        connecting = metrics.histogram(
                "sallyport_origin_connect_seconds",
                "Time until there was a new connection to an origin, handshakes included",
                Scale.DURATION);
    }

    public void connected(long nanos) {
        made.increment();
        connecting.record(nanos);
    }

    public void failed() {
        failed.increment();
    }

    public void reused() {
        reused.increment();
    }

    /** It waited beyond its bound. */
    public void waitedTooLong() {
        waitedTooLong.increment();
    }

    /** Too many wait. */
    public void turnedAway() {
        turnedAway.increment();
    }
}
