package io.sallyport.kit.store;

import io.sallyport.contract.settings.StoreConfig;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Opens the store that the configuration names. */
public final class Stores {
    private Stores() {}

    /**
     * Opens at once; a Redis store connects in the background, so its first calls may fail and {@link Store#state()}
     * says how it stands.
     */
    public static Store open(Vertx vertx, StoreConfig config) {
        return open(vertx, config, Path.of(""));
    }

    /**
     * The same.
     *
     * @param folder where relative names of files begin; read here, blocking
     */
    public static Store open(Vertx vertx, StoreConfig config, Path folder) {
        return config.isMemory() ? new EmbeddedStore(vertx, System::nanoTime) : new RedisStore(vertx, config, folder);
    }
}
