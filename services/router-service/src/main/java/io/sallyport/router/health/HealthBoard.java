package io.sallyport.router.health;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest health report, whoever made it: this instance when it leads, else what was heard on the bus or, at start, lay
 * in the store. So a stand-by answers questions, and takes over from what is known. Runs on one context;
 * {@link #latest()} is safe from any thread.
 */
public final class HealthBoard {
    private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);

    private final Vertx vertx;
    private final Store store;
    private final String instance;
    private volatile HealthReport latest;
    private @Nullable MessageConsumer<HealthReport> consumer;

    /** @param instance how this one signs its reports */
    public HealthBoard(Vertx vertx, Store store, String instance) {
        this.vertx = vertx;
        this.store = store;
        this.instance = instance;
        this.latest = new HealthReport(instance, 0, List.of());
    }

    /** Completes when the last report has been looked for in the store; a store that is away has none. */
    public Future<Void> open() {
        MessageConsumer<HealthReport> heard = vertx.eventBus().consumer(Addresses.ENDPOINT_HEALTH);
        heard.handler(message -> hear(message.body()));
        consumer = heard;
        return store.get(StoreKeys.health())
                .map(stored -> stored.map(bytes -> JsonCodec.parse(bytes, HealthReport.class)))
                .otherwise(failure -> {
                    LOG.warn("no health report from the store: {}", failure.getMessage());
                    return Optional.empty();
                })
                .map(report -> {
                    report.ifPresent(this::hear);
                    return null;
                });
    }

    private void hear(HealthReport report) {
        if (!report.reporter().equals(instance)) {
            latest = report;
        }
    }

    /** Tells everybody, and keeps it for those who come later. A lost telling is made good by the next. */
    void publish(HealthReport unsigned) {
        HealthReport report = unsigned.by(instance);
        latest = report;
        vertx.eventBus().publish(Addresses.ENDPOINT_HEALTH, report);
        Buffer bytes = JsonCodec.bytes(report);
        store.put(StoreKeys.health(), bytes)
                .onFailure(failure -> LOG.debug("the health report is not stored: {}", failure.getMessage()));
    }

    public HealthReport latest() {
        return latest;
    }

    /** What was last known of an endpoint; {@code null} when nothing is. */
    @Nullable
    EndpointHealth find(ProbeTarget.Key key) {
        for (EndpointHealth health : latest.endpoints()) {
            if (health.cluster().equals(key.cluster()) && health.endpoint().equals(key.url())) {
                return health;
            }
        }
        return null;
    }

    public Future<Void> close() {
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }
}
