package io.sallyport.edge;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.kit.api.Metrics;
import java.util.EnumMap;
import java.util.Map;

/** Counters of what the edge has served, by outcome; the names are made once. */
final class EdgeFigures {
    private final Map<Outcome, Metrics.Counter> byOutcome = new EnumMap<>(Outcome.class);
    private final Metrics.Counter bytesIn;
    private final Metrics.Counter bytesOut;

    EdgeFigures(Metrics metrics) {
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(
                    outcome,
                    metrics.counter(
                            "sallyport_exchanges_total",
                            "Exchanges and tunnels that ended, by outcome",
                            "outcome",
                            outcome.token()));
        }
        bytesIn = metrics.counter("sallyport_client_bytes_total", "Body bytes of clients", "direction", "in");
        bytesOut = metrics.counter("sallyport_client_bytes_total", "Body bytes of clients", "direction", "out");
    }

    void count(AccessRecord access) {
        byOutcome.get(access.outcome()).increment();
        bytesIn.add(access.bytesIn());
        bytesOut.add(access.bytesOut());
    }

    /** Exchanges that ended, of all outcomes. */
    long exchanges() {
        long sum = 0;
        for (Metrics.Counter counter : byOutcome.values()) {
            sum += counter.value();
        }
        return sum;
    }
}
