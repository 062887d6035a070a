package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.List;

/**
 * Access records.
 *
 * @param path   folder in which a log-collector keeps them, relative to the folder of the configuration, with <code>{n}</code> for the
 *     first number from 1 whose folder no other one has; empty: in memory, until the process ends
 * @param retain how long they are kept
 * @param buffer records an edge holds for shipping; beyond it the newest are dropped and counted
 * @param flush  longest time a record waits in the edge
 * @param stream records that wait in the store for a log-collector; beyond it they wait in the edges
 * @param query  what questions may cost
 * @param access lines that each edge writes
 */
public record LogsConfig(
        String path,
        RetainConfig retain,
        Integer buffer,
        Duration flush,
        Integer stream,
        LogQueryConfig query,
        List<AccessLogConfig> access) {
    public LogsConfig {
        path = path == null ? "" : path;
        retain = retain == null ? RetainConfig.defaults() : retain;
        buffer = Require.range(buffer == null ? 50_000 : buffer, 1, 10_000_000, "buffer");
        flush = Require.positive(flush == null ? Duration.ofMillis(200) : flush, "flush");
        stream = Require.range(stream == null ? 1_000_000 : stream, 1000, 100_000_000, "stream");
        query = query == null ? LogQueryConfig.defaults() : query;
        access = access == null ? List.of() : List.copyOf(access);
    }

    public static LogsConfig defaults() {
        return shipping(null, null);
    }

    /** The usual, but for how an edge ships. */
    public static LogsConfig shipping(Integer buffer, Duration flush) {
        return new LogsConfig(null, null, buffer, flush, null, null, null);
    }
}
