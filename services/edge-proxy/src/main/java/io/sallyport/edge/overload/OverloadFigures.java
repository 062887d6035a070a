package io.sallyport.edge.overload;

import io.sallyport.kit.api.Metrics;
import java.util.EnumMap;
import java.util.Map;

/** What was refused for overload, by reason. Safe from any thread. */
public final class OverloadFigures {
    private final Map<Verdict, Metrics.Counter> requests = new EnumMap<>(Verdict.class);
    private final Metrics.Counter unrecorded;

    public OverloadFigures(Metrics metrics) {
        for (Verdict reason : new Verdict[] {Verdict.QUEUE, Verdict.SHARE, Verdict.MEMORY}) {
            requests.put(
                    reason,
                    metrics.counter(
                            "sallyport_shed_total",
                            "Requests refused because more came than the edge can serve, by reason",
                            "reason",
                            reason.token()));
        }
        unrecorded = metrics.counter(
                "sallyport_shed_unrecorded_total", "Requests refused for overload of which no record was made");
    }

    /** A request was refused. */
    public void shed(Verdict reason) {
        requests.get(reason).increment();
    }

    /** No record was made of it: a flood must not become one of records. */
    public void unrecorded() {
        unrecorded.increment();
    }

    /** Requests refused, for whatever reason. */
    public long shed() {
        return requests.values().stream().mapToLong(Metrics.Counter::value).sum();
    }
}
