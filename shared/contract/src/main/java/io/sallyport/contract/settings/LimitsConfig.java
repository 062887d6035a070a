package io.sallyport.contract.settings;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * What a client may ask of an edge.
 *
 * @param headerBytes   request line and fields together, 1KiB to 1MiB; 431 beyond
 * @param connections   open client connections per edge; more are closed at once
 * @param idle          a client connection without traffic is closed after this time
 * @param headerTimeout from the first byte of a head to its end
 * @param drain         time that exchanges and tunnels get to finish after a stop is asked for
 * @param eventLoops    event loops of this process; 0: one per core
 */
public record LimitsConfig(
        ByteSize headerBytes,
        Integer connections,
        Duration idle,
        Duration headerTimeout,
        Duration drain,
        Integer eventLoops) {
    public LimitsConfig {
        headerBytes = Require.range(
                headerBytes == null ? ByteSize.ofKiB(16) : headerBytes,
                ByteSize.ofKiB(1),
                ByteSize.ofMiB(1),
                "headerBytes");
        connections = Require.range(connections == null ? 20_000 : connections, 1, 10_000_000, "connections");
        idle = Require.positive(idle == null ? Duration.ofSeconds(60) : idle, "idle");
        headerTimeout =
                Require.positive(headerTimeout == null ? Duration.ofSeconds(10) : headerTimeout, "headerTimeout");
        drain = drain == null ? Duration.ofSeconds(30) : drain;
        eventLoops = Require.range(eventLoops == null ? 0 : eventLoops, 0, 1024, "eventLoops");
    }

    public static LimitsConfig defaults() {
        return new LimitsConfig(null, null, null, null, null, null);
    }
}
