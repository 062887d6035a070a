package io.sallyport.edge.figures;

import io.sallyport.kit.api.Histogram.Scale;
import io.sallyport.kit.api.Metrics;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Rate, errors and durations by the name of one kind of thing, such as routes. Safe from any thread. */
final class Rates {
    /** Names that are counted apart; what comes beyond is counted as one. */
    static final int NAMES_MAX = 64;

    private static final String OTHER = "other";

    private final Metrics metrics;
    private final String kind;
    private final ConcurrentMap<String, Rate> byName = new ConcurrentHashMap<>();

    /** @param kind the name of the label, and part of the metrics' names */
    Rates(Metrics metrics, String kind) {
        this.metrics = metrics;
        this.kind = kind;
        metrics.announceCounter(name("exchanges_total"), ended());
        metrics.announceCounter(name("errors_total"), failed());
        durations(OTHER); // shown from the start, so that a page without traffic is complete
    }

    Rate of(String name) {
        Rate rate = byName.get(name);
        return rate == null ? admitted(name) : rate;
    }

    private Rate admitted(String name) {
        return byName.size() < NAMES_MAX || name.equals(OTHER)
                ? byName.computeIfAbsent(name, first -> new Rate(this, name))
                : of(OTHER);
    }

    Metrics.Counter exchanges(String name, String status) {
        return metrics.counter(name("exchanges_total"), ended(), kind, name, "status", status);
    }

    Metrics.Counter errors(String name, String outcome) {
        return metrics.counter(name("errors_total"), failed(), kind, name, "outcome", outcome);
    }

    Rate.Durations durations(String name) {
        return new Rate.Durations(
                metrics.histogram(
                        name("duration_seconds"),
                        "Time of exchanges from the request's head to their end, by " + kind + "; tunnels left out",
                        Scale.DURATION,
                        kind,
                        name),
                metrics.histogram(
                        name("head_seconds"),
                        "Time from the request's head to the head of the server's answer, by " + kind,
                        Scale.DURATION,
                        kind,
                        name));
    }

    private String name(String end) {
        return "sallyport_" + kind + "_" + end;
    }

    private String ended() {
        return "Exchanges and tunnels that ended, by " + kind + " and class of status";
    }

    private String failed() {
        return "Exchanges and tunnels that were refused or failed, by " + kind + " and outcome";
    }
}
