package io.sallyport.edge.control;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.policy.UnlockReport;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * Hears of unlocks: from the bus as they are made and taken back, and at the start what lies in the store. Of two reports
 * the one with the higher revision counts. When they end is not told: each says so itself.
 */
final class UnlockFollower implements AutoCloseable {
    private final Consumer<UnlockReport> changed;
    private final MessageConsumer<UnlockReport> consumer;
    private UnlockReport latest = UnlockReport.NONE;

    /** @param changed takes each newer report; called with this object's lock */
    UnlockFollower(ServiceEnvironment environment, Consumer<UnlockReport> changed) {
        this.changed = changed;
        consumer = environment.vertx().eventBus().consumer(Addresses.POLICY_UNLOCKS);
        consumer.handler(message -> heard(message.body()));
        environment
                .store()
                .get(StoreKeys.unlocks())
                .onSuccess(stored -> stored.map(bytes -> JsonCodec.parse(bytes, UnlockReport.class))
                        .ifPresent(this::heard));
    }

    private synchronized void heard(UnlockReport report) {
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
