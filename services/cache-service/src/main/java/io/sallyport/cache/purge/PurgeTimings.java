package io.sallyport.cache.purge;

import java.time.Duration;

/**
 * How long a purge is pursued.
 *
 * @param repeat time between two publications of the same purge
 * @param patience time that the caller waits for the instances
 * @param giveUp time after which silent instances are no longer reminded; they find the purge in the log
 */
public record PurgeTimings(Duration repeat, Duration patience, Duration giveUp) {
    public static final PurgeTimings DEFAULT =
            new PurgeTimings(Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofSeconds(12));
}
