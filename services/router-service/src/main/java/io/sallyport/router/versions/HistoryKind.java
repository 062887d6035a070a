package io.sallyport.router.versions;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.VersionHistory;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of history.
 *
 * @param type   of the history of one cluster
 * @param key    where it lies in the store, by cluster
 * @param empty  one without changes, by cluster
 * @param growth what becomes of it by a report
 */
record HistoryKind<H>(Class<H> type, Function<String, String> key, Function<String, H> empty, Growth<H> growth) {

    /** What a report adds; gives back the same history when that is nothing. */
    interface Growth<H> {
        H after(H before, List<EndpointHealth> endpoints, Instant now);
    }

    static final HistoryKind<VersionHistory> VERSIONS = new HistoryKind<>(
            VersionHistory.class,
            StoreKeys::versions,
            cluster -> new VersionHistory(cluster, List.of()),
            ClusterVersions::after);

    static final HistoryKind<HealthHistory> STATES = new HistoryKind<>(
            HealthHistory.class,
            StoreKeys::healthChanges,
            cluster -> new HealthHistory(cluster, List.of()),
            (before, endpoints, now) -> ClusterStates.after(before, endpoints));
}
