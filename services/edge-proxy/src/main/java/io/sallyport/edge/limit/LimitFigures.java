package io.sallyport.edge.limit;

import io.sallyport.kit.api.Metrics;
import java.util.EnumMap;
import java.util.Map;

/** How often clients have run into each limit. Safe from any thread. */
public final class LimitFigures {
    private final Map<Limit, Metrics.Counter> hits = new EnumMap<>(Limit.class);

    public LimitFigures(Metrics metrics) {
        for (Limit limit : Limit.values()) {
            hits.put(
                    limit,
                    metrics.counter(
                            "sallyport_limits_hit_total",
                            "Requests and connections of clients that a limit has ended, by its key",
                            "limit",
                            limit.key()));
        }
    }

    void hit(Limit limit) {
        hits.get(limit).increment();
    }
}
