package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * How a process goes, and how the next one takes its place.
 *
 * @param delay  how long an edge serves on after it has been asked to stop and says that it is not ready, so that balancers
 *     in front can look away; up to 10 minutes
 * @param linger how long a client may still send a request on a connection that it keeps, after an edge has stopped to
 *     listen; up to a minute
 */
public record RestartConfig(Duration delay, Duration linger) {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
    private static final Duration LONGEST_LINGER = Duration.ofMinutes(1);

    public RestartConfig {
        delay = Require.atMost(delay == null ? Duration.ZERO : delay, LONGEST_DELAY, "delay");
        linger = Require.atMost(linger == null ? Duration.ofSeconds(1) : linger, LONGEST_LINGER, "linger");
    }

    public static RestartConfig defaults() {
        return new RestartConfig(null, null);
    }
}
