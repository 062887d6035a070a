package io.sallyport.router.api;

import io.sallyport.contract.health.ConnectionCounts;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.Suspect;
import io.sallyport.router.gossip.EdgeReports;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code GET /v1/endpoints} answers: each endpoint with all that anybody knows of it. */
public record EndpointsAnswer(List<Endpoint> endpoints) {
    /**
     * One endpoint.
     *
     * @param probes  what probes found
     * @param suspect whether most edges leave it out
     * @param edges   what each edge says that was heard of in the last ten seconds
     */
    public record Endpoint(HealthAnswer.Endpoint probes, boolean suspect, List<Edge> edges) {}

    /**
     * What one edge makes of it; the components are those of {@link EndpointUse}.
     *
     * @param state {@code in}, {@code ejected} or {@code trial}
     */
    public record Edge(
            String edge,
            String state,
            Optional<Instant> until,
            int failures,
            int ejections,
            int underWay,
            long latencyMicros,
            Connections connections,
            Instant heardAt) {
        static Edge of(EdgeReports.Word word) {
            EndpointUse use = word.use();
            return new Edge(
                    word.edge(),
                    HealthAnswer.word(use.state()),
                    use.until(),
                    use.failures(),
                    use.ejections(),
                    use.underWay(),
                    use.latencyMicros(),
                    Connections.of(use.connections()),
                    word.heardAt());
        }
    }

    /** Connections of one edge to it; {@code active} are those that carry requests. */
    public record Connections(int open, int active, int idle, int pending) {
        static Connections of(ConnectionCounts counts) {
            return new Connections(counts.open(), counts.open() - counts.idle(), counts.idle(), counts.pending());
        }
    }

    static EndpointsAnswer of(HealthReport report, EdgeReports edges) {
        List<Suspect> suspects = edges.suspects();
        return new EndpointsAnswer(report.endpoints().stream()
                .map(health -> new Endpoint(
                        HealthAnswer.Endpoint.of(health),
                        suspects.stream()
                                .anyMatch(suspect -> suspect.cluster().equals(health.cluster())
                                        && suspect.endpoint().equals(health.endpoint())),
                        edges.of(health.cluster(), health.endpoint()).stream()
                                .map(Edge::of)
                                .toList()))
                .toList());
    }
}
