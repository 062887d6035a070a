package io.sallyport.cache.purge;

import java.util.List;
import java.util.UUID;

/**
 * How far a purge has got.
 *
 * @param removed responses removed by all edges that have answered
 * @param edges   those that have answered, by name
 * @param waiting instances that have not; they are reminded for some seconds more
 */
public record PurgeReport(UUID id, long removed, List<Edge> edges, List<String> waiting) {
    /** What one edge removed. */
    public record Edge(String edge, long removed) {}

    public PurgeReport {
        edges = List.copyOf(edges);
        waiting = List.copyOf(waiting);
    }

    public boolean isComplete() {
        return waiting.isEmpty();
    }
}
