package io.sallyport.kit.service;

import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.bus.BusCodecs;
import io.sallyport.kit.bus.Refusals;
import io.sallyport.kit.cluster.BusHealth;
import io.sallyport.kit.cluster.BusWatch;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A {@link ServiceEnvironment} with what must be closed after the services that use it have stopped. */
public final class RunningEnvironment {
    private final ServiceEnvironment environment;
    private final BusRoster roster;
    private final boolean ownsVertx;

    private RunningEnvironment(ServiceEnvironment environment, BusRoster roster, boolean ownsVertx) {
        this.environment = environment;
        this.roster = roster;
        this.ownsVertx = ownsVertx;
    }

    /** Builds a Vertx, clustered if the configuration says so, with codecs, store and roster. */
    public static Future<RunningEnvironment> open(SuiteConfig config, Path folder) {
        return VertxFactory.create(config, folder)
                .map(built -> assemble(built, config, folder, Clock.systemUTC(), true));
    }

    /** The same on a Vertx that the caller made and closes, and that has no codecs yet; for tests. */
    public static RunningEnvironment on(Vertx vertx, SuiteConfig config, Path folder) {
        return on(vertx, config, folder, Clock.systemUTC());
    }

    /** The same by a clock that a test moves. */
    public static RunningEnvironment on(Vertx vertx, SuiteConfig config, Path folder, Clock clock) {
        return assemble(new VertxFactory.Built(vertx, Optional.empty()), config, folder, clock, false);
    }

    private static RunningEnvironment assemble(
            VertxFactory.Built built, SuiteConfig config, Path folder, Clock clock, boolean ownsVertx) {
        Vertx vertx = built.vertx();
        Refusals refusals = BusCodecs.register(vertx);
        Store store = Stores.open(vertx, config.store(), folder);
        BusHealth bus = built.cluster()
                .<BusHealth>map(cluster -> BusWatch.start(vertx, cluster, refusals::total))
                .orElse(BusHealth.ALONE);
        BusRoster roster = BusRoster.open(vertx, bus);
        return new RunningEnvironment(
                new ServiceEnvironment(vertx, config, folder, store, roster, clock), roster, ownsVertx);
    }

    public ServiceEnvironment environment() {
        return environment;
    }

    /** Closes roster, store and, if this made it, the Vertx. */
    public Future<Void> close() {
        roster.close();
        roster.bus().close();
        return environment
                .store()
                .close()
                .transform(closed -> ownsVertx ? environment.vertx().close() : Future.succeededFuture());
    }
}
