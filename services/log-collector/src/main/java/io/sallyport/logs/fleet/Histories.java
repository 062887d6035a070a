package io.sallyport.logs.fleet;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.VersionHistory;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.sallyport.logs.servers.ServerAddress;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The histories that router-service keeps in the store, so that every collector, however young, tells the same. What was read is
 * good for two seconds, and for as long as the store is away. Safe from any thread.
 */
public final class Histories {
    private static final Duration GOOD = Duration.ofSeconds(2);
    private static final int CLUSTERS_MAX = 2000;

    private final Store store;
    private final Clock clock;
    private final Map<String, Page> byCluster = new ConcurrentHashMap<>();

    private record Page(History history, Instant at) {}

    /** Changes by the id of the server, the newest last. */
    public record History(
            Map<String, List<VersionHistory.Change>> versions, Map<String, List<HealthHistory.Change>> states) {
        /** Without a change. */
        public static final History NONE = new History(Map.of(), Map.of());

        /** Of its version. */
        public List<VersionHistory.Change> versionsOf(String id) {
            return versions.getOrDefault(id, List.of());
        }

        /** Of its health. */
        public List<HealthHistory.Change> statesOf(String id) {
            return states.getOrDefault(id, List.of());
        }
    }

    public Histories(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** By cluster; never fails. */
    public Future<Map<String, History>> read(Collection<String> clusters) {
        List<String> names = clusters.stream().distinct().limit(CLUSTERS_MAX).toList();
        byCluster.keySet().retainAll(names.size() > 1 ? names : byCluster.keySet());
        List<Future<History>> reads = names.stream().map(this::read).toList();
        return Future.join(reads)
                .map(done -> IntStream.range(0, names.size())
                        .boxed()
                        .collect(Collectors.toMap(names::get, i -> reads.get(i).result())));
    }

    private Future<History> read(String cluster) {
        Page page = byCluster.get(cluster);
        if (page != null && clock.instant().isBefore(page.at().plus(GOOD))) {
            return Future.succeededFuture(page.history());
        }
        Future<Map<String, List<VersionHistory.Change>>> versions = store.get(StoreKeys.versions(cluster))
                .map(stored -> stored.map(bytes -> versions(JsonCodec.parse(bytes, VersionHistory.class)))
                        .orElse(Map.of()));
        Future<Map<String, List<HealthHistory.Change>>> states = store.get(StoreKeys.healthChanges(cluster))
                .map(stored -> stored.map(bytes -> states(JsonCodec.parse(bytes, HealthHistory.class)))
                        .orElse(Map.of()));
        return Future.join(versions, states)
                .map(both -> new History(versions.result(), states.result()))
                .onSuccess(history -> byCluster.put(cluster, new Page(history, clock.instant())))
                .otherwise(failure -> page == null ? History.NONE : page.history());
    }

    private static Map<String, List<VersionHistory.Change>> versions(VersionHistory history) {
        return history.endpoints().stream()
                .collect(Collectors.toMap(
                        endpoint -> ServerAddress.id(history.cluster(), endpoint.endpoint()),
                        VersionHistory.EndpointVersions::changes,
                        (one, other) -> one));
    }

    private static Map<String, List<HealthHistory.Change>> states(HealthHistory history) {
        return history.endpoints().stream()
                .collect(Collectors.toMap(
                        endpoint -> ServerAddress.id(history.cluster(), endpoint.endpoint()),
                        HealthHistory.EndpointStates::changes,
                        (one, other) -> one));
    }
}
