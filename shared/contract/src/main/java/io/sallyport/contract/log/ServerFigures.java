package io.sallyport.contract.log;

import java.time.Instant;
import java.util.List;

/**
 * What one log-collector has counted of one server.
 *
 * @param id       {@code cluster@host:port}
 * @param cluster  name of its cluster
 * @param endpoint as its records write it
 * @param version  in its last record that names one; empty when none did
 * @param lastSeen when its last record arrived
 * @param recent   the last five minutes
 * @param total    since the collector started; without latencies
 * @param errors   its last errors, the newest last, 10 at most; empty unless it was asked for by its id
 * @param records  its last records, likewise
 */
public record ServerFigures(
        String id,
        String cluster,
        String endpoint,
        String version,
        Instant lastSeen,
        TrafficSum recent,
        TrafficSum total,
        List<ServerRecord> errors,
        List<ServerRecord> records) {
    public ServerFigures {
        errors = errors == null ? List.of() : List.copyOf(errors);
        records = records == null ? List.of() : List.copyOf(records);
    }
}
