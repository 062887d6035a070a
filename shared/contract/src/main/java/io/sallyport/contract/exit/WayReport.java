package io.sallyport.contract.exit;

import java.time.Instant;

/**
 * How one way out fares on one edge.
 *
 * @param exit        name of its pool
 * @param way         the proxies or the address, without name and password
 * @param healthy     whether it is used
 * @param since       when that began
 * @param lastError   what a probe or a connection met last; empty for nothing yet
 * @param open        connections through it that are open
 * @param connections that came about since the edge has known the way
 * @param failures    that did not, whoever was to blame
 * @param bytes       that exchanges have moved, both ways
 */
public record WayReport(
        String exit,
        String way,
        boolean healthy,
        Instant since,
        String lastError,
        int open,
        long connections,
        long failures,
        long bytes) {}
