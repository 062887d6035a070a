package io.sallyport.kit.snapshot;

import io.sallyport.contract.Snapshot;
import io.vertx.core.Future;

/**
 * Keeps one subject's newest snapshot. Pulls from the store at start, when an announcement comes, and on a slow
 * timer, so that a lost message costs seconds and not correctness. A snapshot that cannot be applied is reported and
 * the last good one stays.
 */
public interface SnapshotSubscriber<S extends Snapshot> extends AutoCloseable {
    /** Takes a newer snapshot; a failed future means "not applied", and its message goes into the status. */
    interface Applier<S extends Snapshot> {
        Future<Void> apply(S snapshot);
    }

    /** Completes when the first snapshot has been applied. */
    Future<Void> first();

    /** Generation applied; 0 before the first. */
    long generation();

    /** Why the newest snapshot was not applied; empty when it was. */
    String problem();

    @Override
    void close();
}
