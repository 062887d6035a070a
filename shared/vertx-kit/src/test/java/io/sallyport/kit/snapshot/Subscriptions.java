package io.sallyport.kit.snapshot;

import io.sallyport.contract.Subject;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Publishers and subscribers of small route snapshots, with a pace fit for tests. */
final class Subscriptions {
    static final SnapshotTimings FAST = new SnapshotTimings(
            Duration.ofSeconds(6), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(20));

    /** A timer that does not come within a test. */
    static final SnapshotTimings NO_TIMER =
            new SnapshotTimings(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofHours(1), Duration.ofHours(1));

    private Subscriptions() {}

    static StoredSnapshotPublisher<RouteSnapshot> publisher(ServiceEnvironment environment) {
        return StoredSnapshotPublisher.open(environment, Subject.ROUTES, RouteSnapshot.class, FAST);
    }

    static StoredSnapshotSubscriber<RouteSnapshot> subscriber(
            ServiceEnvironment environment, SnapshotTimings timings, List<Long> applied) {
        return StoredSnapshotSubscriber.open(
                environment,
                Subject.ROUTES,
                RouteSnapshot.class,
                snapshot -> {
                    applied.add(snapshot.generation());
                    return Future.succeededFuture();
                },
                timings);
    }

    static SnapshotPublisher.Numbered<RouteSnapshot> content(String digest) {
        return (generation, at) -> new RouteSnapshot(generation, digest, at, new RoutesDocument(List.of(), List.of()));
    }

    static Future<Long> publish(SnapshotPublisher<RouteSnapshot> publisher, String digest) {
        return publisher.publish(digest, content(digest));
    }
}
