package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * How an edge treats origins. A route may set its own head and idle time.
 *
 * @param connectTimeout to an open connection
 * @param headTimeout    from the end of the request head to the answer's head
 * @param idleTimeout    without a byte in either direction while a body or tunnel flows
 * @param keepAlive      how long an idle connection is kept for the next request
 * @param connections    open connections per endpoint and event loop
 * @param pending        requests waiting for one of them; more are answered 503
 */
public record UpstreamConfig(
        Duration connectTimeout,
        Duration headTimeout,
        Duration idleTimeout,
        Duration keepAlive,
        Integer connections,
        Integer pending) {
    public UpstreamConfig {
        connectTimeout =
                Require.positive(connectTimeout == null ? Duration.ofSeconds(3) : connectTimeout, "connectTimeout");
        headTimeout = Require.positive(headTimeout == null ? Duration.ofSeconds(30) : headTimeout, "headTimeout");
        idleTimeout = Require.positive(idleTimeout == null ? Duration.ofSeconds(60) : idleTimeout, "idleTimeout");
        keepAlive = Require.positive(keepAlive == null ? Duration.ofSeconds(30) : keepAlive, "keepAlive");
        connections = Require.range(connections == null ? 512 : connections, 1, 65_535, "connections");
        pending = Require.range(pending == null ? 1024 : pending, 0, 1_000_000, "pending");
    }

    public static UpstreamConfig defaults() {
        return new UpstreamConfig(null, null, null, null, null, null);
    }
}
