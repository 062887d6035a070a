package io.sallyport.contract;

/** Event-bus addresses, {@code <subject>.<noun>[.<verb>].v<n>}. Any change that is not additive takes the next number. */
public final class Addresses {
    /**
     * {@link SnapshotAnnouncement}, published: a newer snapshot of a subject lies in the store, or is run
     * by somebody who has found an older one there. A hint, never the truth.
     */
    public static final String SNAPSHOT_ANNOUNCED = "snapshot.announced.v1";

    /** {@link io.sallyport.contract.health.HealthReport}, published by router-service after each probe round. */
    public static final String ENDPOINT_HEALTH = "endpoint.health.v1";

    /**
     * {@link io.sallyport.contract.health.EndpointReport}, published by each edge every two seconds and as soon as it
     * ejects an endpoint or takes one back.
     */
    public static final String ENDPOINT_REPORT = "endpoint.report.v1";

    /** {@link io.sallyport.contract.log.AccessBatch}, sent by an edge to one log-collector; replied to with its last sequence. */
    public static final String ACCESS_LOG = "access.log.v4";

    /**
     * {@link io.sallyport.contract.log.RecordsQuestion}, sent to one log-collector, whose name is added behind a dot; replied to
     * with a {@link io.sallyport.contract.log.RecordsAnswer}.
     */
    public static final String ACCESS_RECORDS = "access.records.v2";

    /**
     * {@link io.sallyport.contract.log.TrafficQuestion}, sent to one log-collector, whose name is added behind a dot; replied to
     * with a {@link io.sallyport.contract.log.TrafficAnswer}.
     */
    public static final String SERVER_TRAFFIC = "server.traffic.v1";

    /** {@link io.sallyport.contract.cluster.ServiceAnnouncement}, published by every instance every two seconds. */
    public static final String SERVICE_ANNOUNCED = "service.announced.v1";

    /**
     * {@link io.sallyport.contract.cluster.BusProbe}, published by every JVM every second, heard by every JVM; where there are
     * several.
     */
    public static final String BUS_PROBE = "bus.probe.v1";

    /**
     * {@link io.sallyport.contract.cache.PurgeEntry}, published by cache-service, carried out by every edge and every
     * cache-service. A hint: the purge log in the store tells what was missed.
     */
    public static final String CACHE_PURGE = "cache.purge.v2";

    /** {@link io.sallyport.contract.cache.PurgeDone}, published by an instance when it has carried a purge out. */
    public static final String CACHE_PURGED = "cache.purge.done.v2";

    /**
     * {@link io.sallyport.contract.cache.PurgeWish}, sent by an edge to one cache-service; replied to with a {@link
     * io.sallyport.contract.cache.PurgeReport}.
     */
    public static final String CACHE_PURGE_WISH = "cache.purge.wish.v1";

    /**
     * Sent to one instance of cache-service, whose name is added behind a dot: {@link
     * io.sallyport.contract.cache.CacheQuestion}, replied to with a {@link io.sallyport.contract.cache.CacheAnswer}.
     */
    public static final String CACHE_ASK = "cache.ask.v1";

    /** As {@link #CACHE_ASK}: {@link io.sallyport.contract.cache.CacheFill}, replied to with a {@code FillAnswer}. */
    public static final String CACHE_FILL = "cache.fill.v1";

    /** As {@link #CACHE_ASK}: {@link io.sallyport.contract.cache.ChunkQuestion}, replied to with a {@code Chunk}. */
    public static final String CACHE_CHUNK_ASK = "cache.chunk.ask.v1";

    /** As {@link #CACHE_ASK}: {@link io.sallyport.contract.cache.Chunk}, replied to with a {@code FillAnswer}. */
    public static final String CACHE_CHUNK_PUT = "cache.chunk.put.v1";

    /** As {@link #CACHE_ASK}: {@link io.sallyport.contract.cache.LeaseNote}, not replied to. */
    public static final String CACHE_LEASE = "cache.lease.v1";

    /**
     * {@link io.sallyport.contract.cache.EntriesQuestion}, sent to one edge, whose name is added behind a dot; replied to with
     * an {@link io.sallyport.contract.cache.EntriesAnswer}.
     */
    public static final String CACHE_ENTRIES = "cache.entries.v1";

    /**
     * {@link io.sallyport.contract.exit.ExitsQuestion}, sent to one edge, whose name is added behind a dot; replied to with an
     * {@link io.sallyport.contract.exit.ExitsReport}.
     */
    public static final String EXITS = "exits.report.v1";

    /** {@link io.sallyport.contract.canary.CanaryReport}, published by router-service after a change, and every five seconds. */
    public static final String CANARY_REPORT = "canary.report.v1";

    /** {@link io.sallyport.contract.canary.FiguresQuestion}, published by router-service, answered by every log-collector. */
    public static final String CANARY_FIGURES = "canary.figures.v1";

    /** {@link io.sallyport.contract.canary.FiguresAnswer}, published by a log-collector for whoever asked. */
    public static final String CANARY_FIGURES_TOLD = "canary.figures.told.v1";

    /**
     * {@link io.sallyport.contract.access.CredentialCheck}, sent by an edge to one policy-service; replied to with a {@link
     * io.sallyport.contract.access.CredentialAnswer}. Holds what clients show: the bus must be private, or have {@code bus.tls}.
     */
    public static final String CREDENTIAL_CHECK = "credential.check.v1";

    /**
     * {@link io.sallyport.contract.policy.UnlockReport}, published by policy-service after a change, and every five seconds
     * while there is one.
     */
    public static final String POLICY_UNLOCKS = "policy.unlocks.v1";

    /**
     * {@link io.sallyport.contract.access.CredentialsChanged}, published by policy-service when a file of credentials has
     * changed, for every edge. A hint.
     */
    public static final String CREDENTIALS_CHANGED = "credential.changed.v1";

    /** The address of one instance of a service. */
    public static String of(String address, String instance) {
        return address + "." + instance;
    }

    private Addresses() {}
}
