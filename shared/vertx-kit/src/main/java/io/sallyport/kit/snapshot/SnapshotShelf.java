package io.sallyport.kit.snapshot;

import io.sallyport.contract.Snapshot;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * One subject's place in the store: its newest snapshot and its counter. What lies there is only ever replaced by a
 * higher generation, even by a leader that lost its lease half way: the write compares with what was read. Owner: the
 * publisher's context.
 */
final class SnapshotShelf<S extends Snapshot> {
    private final Store store;
    private final Class<S> type;
    private final String snapshotKey;
    private final String generationKey;
    private Buffer read;
    private long floor;

    SnapshotShelf(Store store, Subject subject, Class<S> type) {
        this.store = store;
        this.type = type;
        this.snapshotKey = StoreKeys.snapshot(subject);
        this.generationKey = StoreKeys.generation(subject);
    }

    /** What lies there; fails when it is not readable. */
    Future<Optional<S>> newest() {
        return store.get(snapshotKey).map(bytes -> {
            read = bytes.orElse(null);
            Optional<S> snapshot = bytes.map(found -> JsonCodec.parse(found, type));
            snapshot.ifPresent(found -> atLeast(found.generation()));
            return snapshot;
        });
    }

    /** Somebody runs this generation, whatever lies there. @return whether that is news */
    boolean atLeast(long generation) {
        boolean news = generation > floor;
        floor = Math.max(floor, generation);
        return news;
    }

    /** Whether those who follow the store take this for the newest one. */
    boolean isNewest(S snapshot) {
        return snapshot.generation() >= floor;
    }

    /** A number above every one seen or heard of, even if the store has lost its counter. */
    Future<Long> nextGeneration() {
        return store.increment(generationKey)
                .compose(number -> number > floor ? Future.succeededFuture(number) : lift(number));
    }

    /** Writes unless somebody else wrote since {@link #newest()}. */
    Future<S> put(S snapshot) {
        Buffer bytes = JsonCodec.bytes(snapshot);
        Future<Boolean> written = read == null
                ? store.putIfAbsent(snapshotKey, bytes, Store.FOREVER)
                : store.replace(snapshotKey, read, bytes, Store.FOREVER);
        return written.compose(done -> {
            if (!done) {
                return Future.failedFuture(new SnapshotPublisher.NotLeaderException(
                        snapshotKey + ": another instance wrote at the same time"));
            }
            atLeast(snapshot.generation());
            return Future.succeededFuture(snapshot);
        });
    }

    private Future<Long> lift(long number) {
        return store.replace(generationKey, number(number), number(floor), Store.FOREVER)
                .compose(lifted -> store.increment(generationKey))
                .compose(next -> next > floor
                        ? Future.succeededFuture(next)
                        : Future.failedFuture(new IllegalStateException(
                                generationKey + ": found " + next + ", allowed: more than " + floor)));
    }

    /** Sees to it that what was read has no end: one that an older version has written has one, and may be dropped for it. */
    Future<Void> settle() {
        Buffer there = read;
        return there == null
                ? Future.succeededFuture()
                : store.replace(snapshotKey, there, there, Store.FOREVER).mapEmpty();
    }

    private static Buffer number(long value) {
        return Buffer.buffer(Long.toString(value));
    }
}
