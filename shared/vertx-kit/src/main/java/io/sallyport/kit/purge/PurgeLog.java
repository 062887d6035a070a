package io.sallyport.kit.purge;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgePlace;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The purge log in the store: a chain of entries, each of which names the one before it, and a head that names the last. Who
 * knows an entry finds out by the head alone whether there are newer ones, and by the chain whether any is missing, be it that
 * the store was restored from an older copy. Entries live for a week.
 */
public final class PurgeLog {
    private static final Duration ENTRY_LIFE = Duration.ofDays(7);
    private static final int ATTEMPTS = 16;

    private final Store store;
    private final Clock clock;

    public PurgeLog(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The last entry's place; {@link PurgePlace#START} when there is none, or what is there cannot be read. */
    Future<PurgePlace> head() {
        return store.get(StoreKeys.purges()).map(PurgeLog::place);
    }

    private static PurgePlace place(Optional<Buffer> bytes) {
        PurgePlace place = bytes.map(each -> parsed(each, PurgePlace.class)).orElse(null);
        return place == null ? PurgePlace.START : place;
    }

    private static <T> @Nullable T parsed(Buffer bytes, Class<T> type) {
        try {
            return JsonCodec.parse(bytes, type);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The entry at a place; empty when it is no longer there, or damaged. */
    Future<Optional<PurgeEntry>> read(PurgePlace place) {
        return store.get(StoreKeys.purge(place))
                .map(bytes -> bytes.map(each -> parsed(each, PurgeEntry.class))
                        .filter(entry -> entry.place().equals(place)));
    }

    /**
     * Puts an entry at the end, and completes with it as it stands there.
     *
     * @param known a number that the new one must be above
     */
    public Future<PurgeEntry> append(PurgeEntry entry, long known) {
        return append(entry, known, ATTEMPTS);
    }

    private Future<PurgeEntry> append(PurgeEntry entry, long known, int attempts) {
        return store.get(StoreKeys.purges()).compose(head -> {
            PurgePlace before = place(head);
            long number = Math.max(Math.max(before.number(), known) + 1, clock.millis() / PurgePlace.STEP_MILLIS);
            PurgeEntry numbered = entry.numbered(number, before);
            return write(numbered, head).compose(written -> {
                if (written) {
                    return Future.succeededFuture(numbered);
                }
                return attempts > 1
                        ? append(entry, known, attempts - 1)
                        : Future.failedFuture("the end of the purge log changes all the time");
            });
        });
    }

    /** Completes with whether it is the end; another one was quicker otherwise. */
    private Future<Boolean> write(PurgeEntry entry, Optional<Buffer> head) {
        String key = StoreKeys.purge(entry.place());
        Buffer end = JsonCodec.bytes(entry.place());
        return store.putIfAbsent(key, JsonCodec.bytes(entry), ENTRY_LIFE)
                .compose(put -> head.isPresent()
                        ? store.replace(StoreKeys.purges(), head.get(), end, Store.FOREVER)
                        : store.putIfAbsent(StoreKeys.purges(), end, Store.FOREVER))
                .compose(linked -> linked
                        ? Future.succeededFuture(true)
                        : store.delete(key).map(false));
    }

    /** Makes room; who has not read the entry by now has missed it. */
    public Future<Void> delete(PurgePlace place) {
        return store.delete(StoreKeys.purge(place));
    }
}
