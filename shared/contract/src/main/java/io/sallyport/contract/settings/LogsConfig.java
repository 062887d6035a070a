package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * Access records.
 *
 * @param keep   records a collector keeps in memory; the oldest go first
 * @param buffer records an edge holds for shipping; beyond it the newest are dropped and counted
 * @param flush  longest time a record waits in the edge
 */
public record LogsConfig(Integer keep, Integer buffer, Duration flush) {
    public LogsConfig {
        keep = Require.range(keep == null ? 200_000 : keep, 1, 50_000_000, "keep");
        buffer = Require.range(buffer == null ? 50_000 : buffer, 1, 10_000_000, "buffer");
        flush = Require.positive(flush == null ? Duration.ofMillis(200) : flush, "flush");
    }
}
