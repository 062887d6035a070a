package io.sallyport.router.api;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.health.Suspect;
import io.sallyport.contract.health.VersionDrift;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code GET /v1/health} answers: a health report in the words that all answers use. */
public record HealthAnswer(
        String reporter, long routeGeneration, List<Endpoint> endpoints, List<Drift> drifts, List<Suspect> suspects) {

    /**
     * One endpoint; the components are those of {@link EndpointHealth}.
     *
     * @param state {@code healthy}, {@code unhealthy} or {@code unknown}
     */
    public record Endpoint(
            String cluster,
            String endpoint,
            String state,
            String version,
            String reason,
            Instant since,
            Instant checkedAt,
            boolean discovered,
            Map<String, String> facts,
            Optional<ServerLink> link) {
        static Endpoint of(EndpointHealth health) {
            return new Endpoint(
                    health.cluster(),
                    health.endpoint(),
                    word(health.state()),
                    health.version(),
                    health.reason(),
                    health.since(),
                    health.checkedAt(),
                    health.discovered(),
                    health.facts(),
                    health.link());
        }
    }

    /**
     * One drift; the components are those of {@link VersionDrift}.
     *
     * @param kind {@code mixed} or {@code label}
     * @param text one sentence
     */
    public record Drift(
            String kind,
            String cluster,
            String route,
            List<String> endpoints,
            List<String> versions,
            Instant since,
            String text) {
        static Drift of(VersionDrift drift) {
            return new Drift(
                    word(drift.kind()),
                    drift.cluster(),
                    drift.route(),
                    drift.endpoints(),
                    drift.versions(),
                    drift.since(),
                    drift.text());
        }
    }

    static HealthAnswer of(HealthReport report) {
        return new HealthAnswer(
                report.reporter(),
                report.routeGeneration(),
                report.endpoints().stream().map(Endpoint::of).toList(),
                report.drifts().stream().map(Drift::of).toList(),
                report.suspects());
    }

    /** As answers, metrics and the glossary spell it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
