package io.sallyport.kit;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.Store;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Environments for tests that need only a part of one. */
public final class Environments {
    private static final Roster NOBODY = new Roster() {
        @Override
        public List<ServiceAnnouncement> all() {
            return List.of();
        }

        @Override
        public List<ServiceAnnouncement> ready(String service) {
            return List.of();
        }

        @Override
        public Registration announce(Supplier<ServiceAnnouncement> announcement) {
            return () -> {};
        }
    };

    private Environments() {}

    public static ServiceEnvironment of(Vertx vertx, Store store) {
        return of(vertx, store, new AdminConfig(null, null, null));
    }

    public static ServiceEnvironment of(Vertx vertx, Store store, AdminConfig admin) {
        SuiteConfig config = new SuiteConfig(null, admin, null, null, null, null, null, null, null, null);
        return new ServiceEnvironment(vertx, config, Path.of("config"), store, NOBODY, Clock.systemUTC());
    }

    /** Settings with a memory store and nothing else but defaults. */
    public static StoreConfig memory() {
        return new StoreConfig("memory", null);
    }
}
