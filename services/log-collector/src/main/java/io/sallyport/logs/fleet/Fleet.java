package io.sallyport.logs.fleet;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.snapshot.StoredSnapshotSubscriber;
import io.sallyport.logs.servers.Inventory;
import io.sallyport.routing.engine.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what others tell of servers: the routes in force, health, canaries, and the reports of edges. What lies in the store is
 * read at the start, so that a collector that has just come knows as much as one that has been there. Safe from any thread:
 * guarded by this object's monitor.
 */
public final class Fleet {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final ServiceEnvironment environment;
    private final Inventory inventory;
    private final EdgeWords edges;
    private final MessageConsumer<EndpointReport> uses;
    private final MessageConsumer<CanaryReport> trials;
    private @Nullable StoredSnapshotSubscriber<RouteSnapshot> subscriber;
    private @Nullable RouteSnapshot routes;
    private CanaryReport canaries = CanaryReport.NONE;
    private @Nullable RouteTable table;
    private @Nullable HealthReport compiledWith;

    /** @param inventory knows the health of endpoints */
    public Fleet(ServiceEnvironment environment, Inventory inventory) {
        this.environment = environment;
        this.inventory = inventory;
        this.edges = new EdgeWords(environment.clock());
        this.uses = environment.vertx().eventBus().consumer(Addresses.ENDPOINT_REPORT);
        this.trials = environment.vertx().eventBus().consumer(Addresses.CANARY_REPORT);
    }

    /** Completes when it hears what is told, and has looked into the store; a store that is away has nothing. */
    public Future<Void> open() {
        uses.handler(message -> edges.hear(message.body()));
        trials.handler(message -> learn(message.body()));
        subscriber = StoredSnapshotSubscriber.open(
                environment, Subject.ROUTES, RouteSnapshot.class, this::apply, SnapshotTimings.defaults());
        Future<Void> health = recall(StoreKeys.health(), HealthReport.class, inventory::report);
        Future<Void> states = recall(StoreKeys.canaries(), CanaryReport.class, this::learn);
        return Future.all(uses.completion(), trials.completion(), health, states)
                .mapEmpty();
    }

    private <T> Future<Void> recall(String key, Class<T> type, Consumer<T> known) {
        return environment
                .store()
                .get(key)
                .<Void>map(stored -> {
                    stored.ifPresent(bytes -> known.accept(JsonCodec.parse(bytes, type)));
                    return null;
                })
                .otherwise(failure -> {
                    LOG.debug("no {} from the store: {}", type.getSimpleName(), failure.getMessage());
                    return null;
                });
    }

    private synchronized Future<Void> apply(RouteSnapshot snapshot) {
        routes = snapshot;
        compiledWith = null;
        return Future.succeededFuture();
    }

    private synchronized void learn(CanaryReport report) {
        if (report.revision() > canaries.revision()) {
            canaries = report;
        }
    }

    /** As of now. */
    public synchronized FleetFacts facts() {
        HealthReport health = inventory.health();
        if (routes != null && compiledWith != health) {
            table = RouteTable.compile(routes, health);
            compiledWith = health;
        }
        return new FleetFacts(routes, routes == null ? null : table, health, canaries, edges.all());
    }

    public Future<Void> close() {
        if (subscriber != null) {
            subscriber.close();
        }
        return Future.join(uses.unregister(), trials.unregister()).mapEmpty();
    }
}
