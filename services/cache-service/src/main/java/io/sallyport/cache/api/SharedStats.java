package io.sallyport.cache.api;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import java.util.List;
import java.util.Map;

/**
 * The shared tier, as the instances of this service that serve it last announced it.
 *
 * @param on    whether there is one
 * @param total sums over all instances
 */
public record SharedStats(boolean on, Figures total, List<Instance> instances) {
    /**
     * Of one instance, since it started.
     *
     * @param bytes         held in its memory now; what lies in the store is the store's to tell
     * @param entries       records and chunks held in its memory now
     * @param hits          questions answered with a response
     * @param misses        questions answered with a lease, or with nothing
     * @param fills         responses taken in
     * @param leases        fetches that edges were charged with for all
     * @param waits         questions that waited for one
     * @param corrupted     records and chunks that were damaged or missing
     * @param storeFailures calls that the store did not carry out
     */
    public record Figures(
            long bytes,
            long entries,
            long hits,
            long misses,
            long fills,
            long leases,
            long waits,
            long corrupted,
            long storeFailures) {
        static final Figures ZERO = of(Map.of());

        static Figures of(Map<String, Long> announced) {
            return new Figures(
                    announced.getOrDefault("sharedBytes", 0L),
                    announced.getOrDefault("sharedEntries", 0L),
                    announced.getOrDefault("sharedHits", 0L),
                    announced.getOrDefault("sharedMisses", 0L),
                    announced.getOrDefault("sharedFills", 0L),
                    announced.getOrDefault("sharedLeases", 0L),
                    announced.getOrDefault("sharedWaits", 0L),
                    announced.getOrDefault("sharedCorrupted", 0L),
                    announced.getOrDefault("sharedStoreFailures", 0L));
        }

        Figures plus(Figures other) {
            return new Figures(
                    bytes + other.bytes,
                    entries + other.entries,
                    hits + other.hits,
                    misses + other.misses,
                    fills + other.fills,
                    leases + other.leases,
                    waits + other.waits,
                    corrupted + other.corrupted,
                    storeFailures + other.storeFailures);
        }
    }

    /** One instance by its name. */
    public record Instance(String instance, boolean ready, Figures figures) {}

    public SharedStats {
        instances = List.copyOf(instances);
    }

    static SharedStats of(List<ServiceAnnouncement> announcements) {
        List<Instance> instances = announcements.stream()
                .filter(entry -> entry.service().equals("cache-service")
                        && entry.figures().containsKey("sharedEntries"))
                .map(entry -> new Instance(entry.instance(), entry.ready(), Figures.of(entry.figures())))
                .toList();
        Figures total = instances.stream().map(Instance::figures).reduce(Figures.ZERO, Figures::plus);
        return new SharedStats(instances.stream().anyMatch(Instance::ready), total, instances);
    }
}
