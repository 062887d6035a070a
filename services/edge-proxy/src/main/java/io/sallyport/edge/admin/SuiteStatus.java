package io.sallyport.edge.admin;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.cluster.BusHealth;
import io.sallyport.kit.store.StoreState;
import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code /v1/status}.
 *
 * @param startedAt when this edge's admin plane opened
 * @param missing   services without a ready instance
 * @param services  every instance heard of in the last ten seconds
 */
public record SuiteStatus(
        Instant at,
        Instant startedAt,
        long uptimeSeconds,
        Bus bus,
        StoreState store,
        List<String> missing,
        List<ServiceAnnouncement> services) {
    public SuiteStatus {
        missing = List.copyOf(missing);
        services = List.copyOf(services);
    }

    /**
     * The bus between JVMs.
     *
     * @param members other members of the cluster
     * @param heard   those of them that were heard within three seconds
     */
    public record Bus(boolean clustered, int members, int heard) {
        static Bus of(BusHealth bus) {
            return new Bus(bus.clustered(), bus.others(), bus.audible());
        }
    }
}
