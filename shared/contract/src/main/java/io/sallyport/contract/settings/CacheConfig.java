package io.sallyport.contract.settings;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * The cache: one tier in the memory of each edge, and one that all edges share.
 *
 * @param memory          bytes of an edge's tier: keys, fields and bodies
 * @param maxObject       largest body that is kept there
 * @param shared          whether edges share answers through cache-service and the store; without a store that several
 *                        processes reach there is nothing to share
 * @param sharedMemory    bytes of a cache-service's own memory in front of the store
 * @param sharedMaxObject largest body that is shared
 * @param sharedTimeout   longest time that an edge waits for the shared tier's answer before it goes on without it
 * @param collapseTimeout         longest time that a request waits for another one's fetch of the same thing
 * @param lease           after which a fetch counts as given up when its edge is heard of no more
 * @param keepStale       how long an answer is kept beyond its freshness, to be validated or used in need
 * @param forward         caching on forward listeners
 */
public record CacheConfig(
        ByteSize memory,
        ByteSize maxObject,
        Boolean shared,
        ByteSize sharedMemory,
        ByteSize sharedMaxObject,
        Duration sharedTimeout,
        Duration collapseTimeout,
        Duration lease,
        Duration keepStale,
        ForwardCacheConfig forward) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** A lease is renewed every third of it, and renewals take their time on the bus. */
    private static final Duration LEASE_MIN = Duration.ofSeconds(1);

    public CacheConfig {
        memory = memory == null ? ByteSize.ofMiB(256) : memory;
        maxObject = maxObject == null ? ByteSize.ofMiB(8) : maxObject;
        shared = shared == null || shared;
        sharedMemory = sharedMemory == null ? ByteSize.ofMiB(64) : sharedMemory;
        sharedMaxObject = Require.range(
                sharedMaxObject == null ? ByteSize.ofMiB(8) : sharedMaxObject,
                ByteSize.ofKiB(1),
                ByteSize.ofMiB(1024),
                "sharedMaxObject");
        sharedTimeout =
                Require.positive(sharedTimeout == null ? Duration.ofMillis(250) : sharedTimeout, "sharedTimeout");
        collapseTimeout =
                Require.positive(collapseTimeout == null ? Duration.ofSeconds(10) : collapseTimeout, "collapseTimeout");
        lease = lease == null ? Duration.ofSeconds(3) : lease;
        keepStale = Require.atMost(keepStale == null ? Duration.ofHours(1) : keepStale, LONGEST, "keepStale");
        forward = forward == null
                ? new ForwardCacheConfig(null, null, null, null, null, null, null, null, null, null)
                : forward;
        if (lease.compareTo(LEASE_MIN) < 0) {
            throw new IllegalArgumentException(
                    "lease: found " + lease.toMillis() + "ms, allowed: at least " + LEASE_MIN.toSeconds() + "s");
        }
        if (sharedTimeout.compareTo(collapseTimeout) > 0) {
            throw new IllegalArgumentException("sharedTimeout: found " + sharedTimeout.toMillis()
                    + "ms, allowed: at most the collapseTimeout, " + collapseTimeout.toMillis() + "ms");
        }
        if (maxObject.bytes() > memory.bytes()) {
            throw new IllegalArgumentException(
                    "maxObject: found " + maxObject + ", allowed: at most the memory, " + memory);
        }
        ByteSize whole = forward.wholeRange().orElse(maxObject);
        if (whole.bytes() > maxObject.bytes()) {
            throw new IllegalArgumentException(
                    "forward.wholeRange: found " + whole + ", allowed: at most maxObject, " + maxObject);
        }
    }

    /** Of one edge alone. */
    public CacheConfig(ByteSize memory, ByteSize maxObject, Boolean shared) {
        this(memory, maxObject, shared, null, null, null, null, null, null, null);
    }
}
