package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.Optional;

/**
 * How a process goes, and how the next one takes its place.
 *
 * @param delay  how long an edge serves on after it has been asked to stop and says that it is not ready, so that balancers
 *     in front can look away; up to 10 minutes
 * @param linger how long a client may still send a request on a connection that it keeps, after an edge has stopped to
 *     listen; up to a minute
 * @param socket a socket file by which an edge hands its listening sockets to the next one, in the configuration folder
 *     unless absolute; empty: it hands them to nobody
 */
public record RestartConfig(Duration delay, Duration linger, Optional<String> socket) {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
    private static final Duration LONGEST_LINGER = Duration.ofMinutes(1);

    /** Of a {@code sockaddr_un} (unix(7)), less what a process appends to the name before it renames it. */
    private static final int LONGEST_NAME = 70;

    public RestartConfig {
        delay = Require.atMost(delay == null ? Duration.ZERO : delay, LONGEST_DELAY, "delay");
        linger = Require.atMost(linger == null ? Duration.ofSeconds(1) : linger, LONGEST_LINGER, "linger");
        socket = socket == null ? Optional.empty() : socket;
        socket.ifPresent(name -> {
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("socket: found \"" + name + "\", allowed: a name of 1 to "
                        + LONGEST_NAME + " characters for a file, such as run/edge.sock");
            }
        });
    }

    public static RestartConfig defaults() {
        return new RestartConfig(null, null, null);
    }
}
