package io.sallyport.kit.snapshot;

import io.sallyport.contract.Snapshot;
import io.sallyport.contract.Subject;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;

/** Follows a subject in the store. */
public final class StoredSnapshotSubscriber<S extends Snapshot> implements SnapshotSubscriber<S> {
    private StoredSnapshotSubscriber() {}

    /** Starts to pull at once. */
    public static <S extends Snapshot> StoredSnapshotSubscriber<S> open(
            ServiceEnvironment environment,
            Subject subject,
            Class<S> type,
            Applier<S> applier,
            SnapshotTimings timings) {
        return new StoredSnapshotSubscriber<>();
    }

    @Override
    public Future<Void> first() {
        return Future.failedFuture("not yet");
    }

    @Override
    public long generation() {
        return 0;
    }

    @Override
    public String problem() {
        return "";
    }

    @Override
    public void close() {}
}
