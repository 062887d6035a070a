package io.sallyport.logs.fleet;

import io.sallyport.contract.health.EndpointReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest report of each edge. One that was not heard of for ten seconds is forgotten; beyond 256 the one heard longest
 * ago goes. Safe from any thread: guarded by this object's monitor.
 */
final class EdgeWords {
    /** How long an edge's word counts: five of its reports may be lost. */
    static final Duration LIFE = Duration.ofSeconds(10);

    private static final int EDGES_MAX = 256;

    private final Clock clock;
    private final Map<String, EdgeWord> byEdge = new LinkedHashMap<>();

    EdgeWords(Clock clock) {
        this.clock = clock;
    }

    synchronized void hear(EndpointReport report) {
        byEdge.remove(report.edge());
        byEdge.put(report.edge(), new EdgeWord(report, clock.instant()));
        if (byEdge.size() > EDGES_MAX) {
            byEdge.remove(byEdge.keySet().iterator().next());
        }
    }

    /** Sorted by edge. */
    synchronized List<EdgeWord> all() {
        Instant before = clock.instant().minus(LIFE);
        byEdge.values().removeIf(word -> !word.heardAt().isAfter(before));
        return byEdge.values().stream()
                .sorted(Comparator.comparing(word -> word.report().edge()))
                .toList();
    }
}
