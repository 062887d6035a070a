package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * What an edge does when more comes than it can serve.
 *
 * @param enabled     whether anything is refused for it
 * @param queueTime   how long a request may wait for a turn of its event loop; 5ms to 10s
 * @param interval    how long that must have been exceeded, without a pause, before anything is refused; 100ms to 60s
 * @param memory      share of the heap, or of memory outside it, at which an edge begins to save, 0.5 to 1
 * @param pendingTime how long a request waits for a connection to a server, once some have waited all the time for an
 *     interval
 * @param retryAfter  what a refused client is told to wait, to the second; up to half as much again, so that they do not
 *     all come back at once
 */
public record OverloadConfig(
        Boolean enabled,
        Duration queueTime,
        Duration interval,
        Double memory,
        Duration pendingTime,
        Duration retryAfter) {
    private static final Duration SHORTEST_QUEUE = Duration.ofMillis(5);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    public OverloadConfig {
        enabled = enabled == null || enabled;
        queueTime =
                between(queueTime, Duration.ofMillis(100), SHORTEST_QUEUE, Duration.ofSeconds(10), "queueTime", "5ms");
        interval = between(
                interval, Duration.ofSeconds(1), SHORTEST_INTERVAL, Duration.ofSeconds(60), "interval", "100ms");
        memory = memory == null ? 0.85 : memory;
        if (!(memory >= 0.5 && memory <= 1)) {
            throw new IllegalArgumentException("memory: found " + memory + ", allowed: 0.5 to 1");
        }
        pendingTime = between(
                pendingTime, Duration.ofSeconds(3), Duration.ofMillis(1), Duration.ofHours(1), "pendingTime", "1ms");
        retryAfter = between(
                retryAfter, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofHours(1), "retryAfter", "1s");
    }

    public static OverloadConfig defaults() {
        return new OverloadConfig(null, null, null, null, null, null);
    }

    private static Duration between(
            Duration value, Duration usual, Duration least, Duration most, String key, String leastText) {
        if (value != null && value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    key + ": found " + value.toMillis() + "ms, allowed: at least " + leastText);
        }
        return Require.atMost(value == null ? usual : value, most, key);
    }
}
