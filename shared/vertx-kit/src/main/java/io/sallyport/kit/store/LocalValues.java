package io.sallyport.kit.store;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.lang.ref.WeakReference;
import java.util.Optional;

/**
 * Large immutable values that the services of one process have in common, by the digest of their content: a list that
 * policy-service compiled need not be held a second time by the edge beside it. Nothing is kept alive by this. Safe from
 * any thread.
 */
public final class LocalValues<T> {
    private final Class<T> type;
    private final LocalMap<String, Held> held;

    private record Held(WeakReference<Object> value) implements Shareable {}

    /** @param name of the kind of values, the same for all who share them */
    public LocalValues(Vertx vertx, String name, Class<T> type) {
        this.type = type;
        this.held = vertx.sharedData().getLocalMap(name);
    }

    /** Others may use this value as long as somebody does. */
    public void offer(String digest, T value) {
        held.entrySet().removeIf(entry -> entry.getValue().value().get() == null);
        held.put(digest, new Held(new WeakReference<>(value)));
    }

    /** What somebody in this process still uses. */
    public Optional<T> find(String digest) {
        return Optional.ofNullable(held.get(digest))
                .map(found -> found.value().get())
                .map(type::cast);
    }
}
