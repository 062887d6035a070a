package io.sallyport.policy.backup;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.kit.store.Store;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** The counters that number snapshots. */
final class Generations {
    private static final int TRIES = 8;

    private Generations() {}

    /** The highest number that the store knows of a subject; 0 when it knows none. */
    static Future<Long> read(Store store, Subject subject) {
        return store.get(StoreKeys.generation(subject))
                .compose(counter -> store.get(StoreKeys.snapshot(subject))
                        .map(snapshot -> Math.max(
                                number(counter),
                                snapshot.map(Buffer::toJsonObject)
                                        .map(each -> each.getLong("generation", 0L))
                                        .orElse(0L))));
    }

    private static long number(Optional<Buffer> counter) {
        try {
            return counter.map(Buffer::toString).map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Sees to it that the next number is above this one; a counter that is higher already stays. */
    static Future<Void> lift(Store store, Subject subject, long above) {
        return lift(store, StoreKeys.generation(subject), above, TRIES);
    }

    private static Future<Void> lift(Store store, String key, long above, int tries) {
        return store.get(key).compose(counter -> {
            if (number(counter) >= above) {
                return Future.succeededFuture();
            }
            Buffer number = Buffer.buffer(Long.toString(above));
            Future<Boolean> written = counter.isEmpty()
                    ? store.putIfAbsent(key, number, Store.FOREVER)
                    : store.replace(key, counter.get(), number, Store.FOREVER);
            return written.compose(done -> {
                if (done) {
                    return Future.succeededFuture();
                }
                return tries > 1
                        ? lift(store, key, above, tries - 1)
                        : Future.failedFuture(new IllegalStateException(key + " changes all the time"));
            });
        });
    }
}
