package io.sallyport.kit.snapshot;

import io.sallyport.contract.Snapshot;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Numbers, stores and announces snapshots of one subject. Of several instances the one that holds the lease
 * publishes; the others stand by.
 */
public interface SnapshotPublisher<S extends Snapshot> extends AutoCloseable {
    /** Makes a snapshot once its number is known. */
    interface Numbered<S extends Snapshot> {
        S snapshot(long generation, Instant producedAt);
    }

    /**
     * Publishes unless the newest snapshot in the store has the same digest. Completes with the generation that now
     * holds this content; fails with {@link NotLeaderException} when another instance has the lease.
     */
    Future<Long> publish(String digest, Numbered<S> content);

    /** Whether this instance holds the lease now. */
    boolean leads();

    @Override
    void close();

    /** Another instance publishes this subject. */
    final class NotLeaderException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public NotLeaderException(String message) {
            super(message);
        }
    }
}
