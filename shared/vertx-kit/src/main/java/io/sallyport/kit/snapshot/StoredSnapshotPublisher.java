package io.sallyport.kit.snapshot;

import io.sallyport.contract.Snapshot;
import io.sallyport.contract.Subject;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;

/** Publishes by way of the store. */
public final class StoredSnapshotPublisher<S extends Snapshot> implements SnapshotPublisher<S> {
    private StoredSnapshotPublisher() {}

    /** Stands for the lease of the subject at once and keeps at it. */
    public static <S extends Snapshot> StoredSnapshotPublisher<S> open(
            ServiceEnvironment environment, Subject subject, Class<S> type, SnapshotTimings timings) {
        return new StoredSnapshotPublisher<>();
    }

    @Override
    public Future<Long> publish(String digest, Numbered<S> content) {
        return Future.failedFuture("not yet");
    }

    @Override
    public boolean leads() {
        return false;
    }

    /** Why nothing can be published, such as a store that is away; empty when all is well. */
    public String problem() {
        return "";
    }

    @Override
    public void close() {}
}
