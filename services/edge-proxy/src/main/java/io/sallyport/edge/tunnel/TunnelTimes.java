package io.sallyport.edge.tunnel;

import io.sallyport.contract.settings.TunnelsConfig;

/**
 * How long tunnels may last, in nanoseconds; 0 where there is no bound.
 *
 * @param idle     without a byte in either direction
 * @param total    from the opening
 * @param halfOpen without a byte when one direction has ended
 * @param progress between two records
 */
record TunnelTimes(long idle, long total, long halfOpen, long progress) {
    /** What a peer gets to take the last bytes. */
    static final long LINGER = 5_000_000_000L;

    /** What the system gets to deliver the last bytes before a reset that throws them away. */
    static final long BEFORE_RESET = 200_000_000L;

    /** What a client gets to complete a handshake of which it has sent the first byte. */
    static final long FIRST_BYTES = 5_000_000_000L;

    /** Between two looks at a tunnel whose peer takes nothing. */
    static final long LOOK = 1_000_000_000L;

    static TunnelTimes of(TunnelsConfig config) {
        return new TunnelTimes(
                config.idle().toNanos(),
                config.total().toNanos(),
                config.halfOpen().toNanos(),
                config.progress().toNanos());
    }
}
