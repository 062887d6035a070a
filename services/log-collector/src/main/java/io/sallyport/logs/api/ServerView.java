package io.sallyport.logs.api;

import io.sallyport.contract.log.ServerRecord;
import io.sallyport.logs.alarm.Alarm;
import io.sallyport.logs.fleet.ServerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code /v1/servers} tells of one server. In the list of all, histories, last errors and last records are left out: they
 * are empty.
 *
 * @param upSince       by the server's word, else since it came up last; empty when it is down or nothing is known
 * @param traffic       of the last five minutes, of all collectors
 * @param total         since the first of them started to count
 * @param lastSeen      when the last record of it arrived
 * @param versions      the newest last, at most 50
 * @param healthChanges likewise
 * @param lastErrors    the newest last, at most 10
 * @param lastRecords   likewise
 * @param alarms        that stand and concern it
 */
public record ServerView(
        String id,
        String cluster,
        String endpoint,
        boolean configured,
        String version,
        boolean versionTold,
        Map<String, String> facts,
        List<String> drift,
        ServerState.Health health,
        Optional<Instant> upSince,
        String protocol,
        boolean tls,
        Optional<ServerState.Certificate> certificate,
        int weight,
        int priority,
        ServerState.CanaryRole canary,
        ServerState.Connections connections,
        ServerState.Ejection ejection,
        ServerTraffic traffic,
        ServerTotal total,
        Optional<Instant> lastSeen,
        List<VersionChange> versions,
        List<HealthChange> healthChanges,
        List<ServerRecord> lastErrors,
        List<ServerRecord> lastRecords,
        List<Alarm> alarms) {

    /** From when on a version was seen; {@code from} is empty for the first. */
    public record VersionChange(String from, String version, Instant since) {}

    /** From when on the server was in a state. */
    public record HealthChange(String state, String reason, Instant since) {}

    /**
     * Figures of the last minutes.
     *
     * @param windowSeconds how far back
     * @param errors        5xx answers and failures that are not the client's doing
     * @param errorShare    errors by requests, 0 to 1
     * @param p50Micros     half of the exchanges took at most this long, to 6 %
     */
    public record ServerTraffic(
            int windowSeconds,
            long requests,
            long errors,
            double errorShare,
            long bytesIn,
            long bytesOut,
            long p50Micros,
            long p90Micros,
            long p99Micros,
            long p999Micros) {}

    /** The same without times, since a moment. */
    public record ServerTotal(
            Instant since, long requests, long errors, double errorShare, long bytesIn, long bytesOut) {}
}
