package io.sallyport.edge.figures;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.kit.api.Metrics;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the edge has served, as its access records tell it: by outcome, listener, route and cluster, what the cache and what
 * the policy did. Safe from any thread.
 */
public final class EdgeFigures {
    private final Map<Outcome, Metrics.Counter> byOutcome = new EnumMap<>(Outcome.class);
    private final Metrics.Counter bytesIn;
    private final Metrics.Counter bytesOut;
    private final Metrics.Counter tunnelIn;
    private final Metrics.Counter tunnelOut;
    private final Rates listeners;
    private final Rates routes;
    private final Rates clusters;
    private final CacheFigures cache;
    private final VerdictFigures verdicts;

    public EdgeFigures(Metrics metrics) {
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
        tunnelIn = metrics.counter("sallyport_tunnel_bytes_total", "Bytes of tunnels that ended", "direction", "in");
        tunnelOut = metrics.counter("sallyport_tunnel_bytes_total", "Bytes of tunnels that ended", "direction", "out");
        listeners = new Rates(metrics, "listener");
        routes = new Rates(metrics, "route");
        clusters = new Rates(metrics, "cluster");
        cache = new CacheFigures(metrics);
        verdicts = new VerdictFigures(metrics);
    }

    public void count(AccessRecord access) {
        byOutcome.get(access.outcome()).increment();
        bytesIn.add(access.bytesIn());
        bytesOut.add(access.bytesOut());
        listeners.of(access.listener()).count(access);
        if (!access.route().isEmpty()) {
            routes.of(access.route()).count(access);
        }
        if (access.attempts() > 0 && !access.cluster().isEmpty()) {
            clusters.of(access.cluster()).count(access);
        }
        cache.count(access.cache());
        verdicts.count(access);
        if (access.kind() == Kind.TUNNEL) {
            tunnelIn.add(access.bytesIn());
            tunnelOut.add(access.bytesOut());
        }
    }

    /** An exchange ended of which no record is made. */
    public void unrecorded(Outcome outcome) {
        byOutcome.get(outcome).increment();
    }

    /** Exchanges that ended, of all outcomes. */
    public long exchanges() {
        long sum = 0;
        for (Metrics.Counter counter : byOutcome.values()) {
            sum += counter.value();
        }
        return sum;
    }
}
