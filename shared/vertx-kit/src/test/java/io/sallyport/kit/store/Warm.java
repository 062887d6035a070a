package io.sallyport.kit.store;

import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A store that has answered once: the first connection of a loaded machine may take longer than a call may. */
final class Warm {
    private Warm() {}

    static Store up(Store store) {
        Eventually.until("the store takes a value", () -> put(store, "ready", "yes"));
        return store;
    }

    static boolean put(Store store, String key, String value) {
        Future<Void> put = store.put(key, Buffer.buffer(value));
        Eventually.until("an answer", put::isComplete);
        return put.succeeded();
    }
}
