package io.sallyport.edge;

import io.sallyport.contract.Subject;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.kit.api.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;

/** What the edge holds now, asked for when its metrics are. */
final class EdgeGauges {
    private static final double MILLIS = 1000.0;

    private final Metrics metrics;
    private final EdgeParts parts;
    private final List<EdgeLoop> loops;

    EdgeGauges(Metrics metrics, EdgeParts parts, List<EdgeLoop> loops) {
        this.metrics = metrics;
        this.parts = parts;
        this.loops = loops;
    }

    void register(Clock clock) {
        metrics.gauge(
                "sallyport_route_requests",
                "Requests under way on routes with limits.requests",
                parts.routeLoads()::total);
        metrics.gauge("sallyport_exit_ways_out", "Ways out that are left out", parts.ways()::out);
        metrics.gauge("sallyport_exit_connections", "Open connections by ways out", parts.ways()::open);
        metrics.gauge("sallyport_tunnels", "Open tunnels", () -> sum(LoopFigures::tunnels));
        origins();
        cache();
        for (Subject subject : Subject.values()) {
            snapshot(subject, clock);
        }
    }

    private void origins() {
        metrics.gauge(
                "sallyport_origin_connections", "Open origin connections", () -> sum(LoopFigures::originConnections));
        metrics.gauge(
                "sallyport_origin_idle_connections",
                "Open origin connections that no request uses",
                () -> sum(LoopFigures::idle));
        metrics.gauge(
                "sallyport_origin_waiting",
                "Requests waiting for an origin connection",
                () -> sum(LoopFigures::waiting));
        metrics.counted(
                "sallyport_names_stale_total",
                "Times that the last good addresses of a name were used because no name server could say",
                () -> loops.stream()
                        .mapToLong(loop -> loop.figures().staleNames())
                        .sum());
    }

    private void cache() {
        MemoryCache cache = parts.cache();
        metrics.gauge("sallyport_cache_bytes", "Bytes of responses in the edge's memory", cache::bytes);
        metrics.gauge("sallyport_cache_entries", "Keys with responses in the edge's memory", cache::keys);
        metrics.counted(
                "sallyport_cache_evictions_total", "Responses that had to make room for others", cache::evictions);
    }

    private void snapshot(Subject subject, Clock clock) {
        String token = subject.token();
        metrics.gauge(
                "sallyport_snapshot_generation",
                "Number of the snapshot that new requests are decided by; 0 before the first",
                () -> parts.snapshots().generations().getOrDefault(token, 0L),
                "subject",
                token);
        metrics.gauge(
                "sallyport_snapshot_age_seconds",
                "Time since the snapshot in use was made; -1 before the first",
                () -> parts.snapshots()
                        .producedAt(subject)
                        .map(at -> Duration.between(at, clock.instant()).toMillis() / MILLIS)
                        .orElse(-1.0),
                "subject",
                token);
    }

    private int sum(ToIntFunction<LoopFigures> figure) {
        return loops.stream().map(EdgeLoop::figures).mapToInt(figure).sum();
    }
}
