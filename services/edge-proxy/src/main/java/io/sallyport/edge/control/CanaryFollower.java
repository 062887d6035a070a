package io.sallyport.edge.control;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * Hears of canaries: from the bus as they change, and at the start what lies in the store. Of two reports the one with
 * the higher revision counts, in whatever order they come.
 */
final class CanaryFollower implements AutoCloseable {
    private final Consumer<CanaryReport> changed;
    private final MessageConsumer<CanaryReport> consumer;
    private CanaryReport latest = CanaryReport.NONE;

    /** @param changed takes each newer report; called with this object's lock */
    CanaryFollower(ServiceEnvironment environment, Consumer<CanaryReport> changed) {
        this.changed = changed;
        consumer = environment.vertx().eventBus().consumer(Addresses.CANARY_REPORT);
        consumer.handler(message -> heard(message.body()));
        environment
                .store()
                .get(StoreKeys.canaries())
                .onSuccess(stored -> stored.map(bytes -> JsonCodec.parse(bytes, CanaryReport.class))
                        .ifPresent(this::heard));
    }

    private synchronized void heard(CanaryReport report) {
        if (report.revision() > latest.revision()) {
            latest = report;
            changed.accept(report);
        }
    }

    @Override
    public void close() {
        consumer.unregister();
    }
}
