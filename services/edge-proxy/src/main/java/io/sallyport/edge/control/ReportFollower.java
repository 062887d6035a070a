package io.sallyport.edge.control;

import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Hears of what changes beside the snapshots, such as canaries and unlocks: from the bus as it changes, and at the start
 * what lies in the store. Of two reports the one with the higher revision counts, in whatever order they come.
 */
final class ReportFollower<R> implements AutoCloseable {
    private final ToLongFunction<R> revision;
    private final Consumer<R> changed;
    private final MessageConsumer<R> consumer;
    private R latest;

    /**
     * Where reports come from.
     *
     * @param address  on the bus
     * @param storeKey of the last one
     */
    record Source<R>(String address, String storeKey, Class<R> type) {}

    /**
     * @param none    stands for the time before the first report
     * @param changed takes each newer report; called with this object's lock
     */
    ReportFollower(
            ServiceEnvironment environment, Source<R> source, R none, ToLongFunction<R> revision, Consumer<R> changed) {
        this.latest = none;
        this.revision = revision;
        this.changed = changed;
        consumer = environment.vertx().eventBus().consumer(source.address());
        consumer.handler(message -> heard(message.body()));
        environment
                .store()
                .get(source.storeKey())
                .onSuccess(stored -> stored.map(bytes -> JsonCodec.parse(bytes, source.type()))
                        .ifPresent(this::heard));
    }

    private synchronized void heard(R report) {
        if (revision.applyAsLong(report) > revision.applyAsLong(latest)) {
            latest = report;
            changed.accept(report);
        }
    }

    @Override
    public void close() {
        consumer.unregister();
    }
}
