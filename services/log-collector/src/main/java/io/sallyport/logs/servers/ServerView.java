package io.sallyport.logs.servers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about one server.
 *
 * @param id          {@code cluster@host:port}
 * @param endpoint    as the routes document writes it, or the address seen in traffic
 * @param configured  whether the newest routes still name it
 * @param version     the newest known; empty when none was ever seen
 * @param facts       what the server tells of its build, by name
 * @param drift       in which way its version is not as the routes mean it; empty when it is
 * @param lastSeen    when the last record of it arrived
 * @param versions    the newest last, at most 20
 * @param healthChanges changes of health, the newest last, at most 20
 * @param lastErrors  the newest last, at most 10
 */
public record ServerView(
        String id,
        String cluster,
        String endpoint,
        boolean configured,
        String version,
        Map<String, String> facts,
        List<String> drift,
        Health health,
        ServerTraffic traffic,
        Optional<Instant> lastSeen,
        List<VersionChange> versions,
        List<HealthChange> healthChanges,
        List<RecentError> lastErrors) {
    public ServerView {
        facts = Map.copyOf(facts);
        drift = List.copyOf(drift);
        versions = List.copyOf(versions);
        healthChanges = List.copyOf(healthChanges);
        lastErrors = List.copyOf(lastErrors);
    }

    /**
     * What probes say.
     *
     * @param state {@code healthy}, {@code unhealthy} or {@code unknown}
     */
    public record Health(String state, String reason, Instant since, Optional<Instant> checkedAt) {}

    /**
     * From when on a version was seen.
     *
     * @param from the version before; empty for the first that this collector saw
     */
    public record VersionChange(String from, String version, Instant since) {}

    /** From when on the server was in a state. */
    public record HealthChange(String state, String reason, Instant since) {}

    /**
     * An exchange that counts as an error.
     *
     * @param sequence of its record, with {@code edge}
     */
    public record RecentError(
            Instant at, int status, String outcome, String method, String path, String edge, long sequence) {}
}
