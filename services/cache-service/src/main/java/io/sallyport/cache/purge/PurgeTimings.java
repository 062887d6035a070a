package io.sallyport.cache.purge;

import java.time.Duration;

/**
 * How long a purge is pursued.
 *
 * @param repeat time between two publications of the same command
 * @param patience time that the caller waits for the edges
 * @param giveUp time after which silent edges are no longer reminded; an edge gone that long has lost its memory
 */
public record PurgeTimings(Duration repeat, Duration patience, Duration giveUp) {
    public static final PurgeTimings DEFAULT =
            new PurgeTimings(Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofSeconds(12));
}
