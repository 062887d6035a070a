package io.sallyport.edge.shared;

import io.sallyport.contract.settings.CacheConfig;

/**
 * How long the shared tier may take, and how much it may be given.
 *
 * @param plainMillis    longest time for an answer when nobody waits for another's fetch
 * @param collapseMillis longest time for an answer when it may wait
 * @param pieceMillis    longest time for a piece of a body, in or out: what has begun is worth more patience
 * @param renewNanos     time between two signs of life of a lease
 * @param objectMax      largest body that is shared, in bytes
 */
record TierTimes(long plainMillis, long collapseMillis, long pieceMillis, long renewNanos, long objectMax) {
    private static final long PIECE_MILLIS_MIN = 1_000;

    static TierTimes of(CacheConfig config) {
        long plain = Math.max(1, config.sharedTimeout().toMillis());
        return new TierTimes(
                plain,
                Math.max(1, config.collapseTimeout().toMillis()),
                Math.max(4 * plain, PIECE_MILLIS_MIN),
                config.lease().toNanos() / 3,
                config.sharedMaxObject().bytes());
    }

    /** What the instance is told to wait at most, so that its word arrives before the call is given up. */
    long waitMillis() {
        return Math.max(1, collapseMillis - Math.min(plainMillis, collapseMillis / 2));
    }
}
