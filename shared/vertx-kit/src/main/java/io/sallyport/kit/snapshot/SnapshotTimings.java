package io.sallyport.kit.snapshot;

import java.time.Duration;

/**
 * How fast the control path moves.
 *
 * @param leaseLife  how long a publisher that died still holds its lease
 * @param leaseRenew time between renewals and between attempts to take a lease; well below its life
 * @param pull       time between two looks into the store without an announcement
 * @param retry      time between two attempts to reach a store that is away
 */
public record SnapshotTimings(Duration leaseLife, Duration leaseRenew, Duration pull, Duration retry) {
    public SnapshotTimings {
        if (leaseRenew.compareTo(leaseLife) >= 0) {
            throw new IllegalArgumentException(
                    "leaseRenew: found " + leaseRenew + ", allowed: less than leaseLife, " + leaseLife);
        }
    }

    /** Lease 10 s, renewed every 3 s; pull every 5 s; retry every second. */
    public static SnapshotTimings defaults() {
        return new SnapshotTimings(
                Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(1));
    }
}
