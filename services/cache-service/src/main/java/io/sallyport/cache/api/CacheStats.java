package io.sallyport.cache.api;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import java.util.List;
import java.util.Map;

/**
 * The edges' memory caches and the shared tier, as edges and instances of this service last announced them.
 *
 * @param total sums over all edges
 */
public record CacheStats(Figures total, List<Edge> edges, SharedStats shared) {
    /**
     * Of one edge, since it started.
     *
     * @param bytes   held now
     * @param entries targets held now
     */
    public record Figures(long hits, long misses, long bytes, long entries, long evictions) {
        static final Figures ZERO = new Figures(0, 0, 0, 0, 0);

        static Figures of(Map<String, Long> announced) {
            return new Figures(
                    announced.getOrDefault("cacheHits", 0L),
                    announced.getOrDefault("cacheMisses", 0L),
                    announced.getOrDefault("cacheBytes", 0L),
                    announced.getOrDefault("cacheEntries", 0L),
                    announced.getOrDefault("cacheEvictions", 0L));
        }

        Figures plus(Figures other) {
            return new Figures(
                    hits + other.hits,
                    misses + other.misses,
                    bytes + other.bytes,
                    entries + other.entries,
                    evictions + other.evictions);
        }
    }

    /** One edge by its instance name. */
    public record Edge(String edge, boolean ready, Figures figures) {}

    public CacheStats {
        edges = List.copyOf(edges);
    }

    /** Of everybody in the roster. */
    static CacheStats of(List<ServiceAnnouncement> announcements) {
        List<Edge> edges = announcements.stream()
                .filter(entry -> entry.service().equals("edge-proxy"))
                .map(entry -> new Edge(entry.instance(), entry.ready(), Figures.of(entry.figures())))
                .toList();
        return new CacheStats(
                edges.stream().map(Edge::figures).reduce(Figures.ZERO, Figures::plus),
                edges,
                SharedStats.of(announcements));
    }
}
