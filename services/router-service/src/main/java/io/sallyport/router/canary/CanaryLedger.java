package io.sallyport.router.canary;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The states of all canaries. They lie in the store and are only ever replaced there by who has read them, so any instance
 * may change them; what was changed is published for the edges. Changes are carried out one after the other. Runs on one
 * context; {@link #latest()} is safe from any thread.
 */
public final class CanaryLedger {
    /** Another instance may write in between; more often than that in a row it does not. */
    private static final int TRIES = 4;

    private final Vertx vertx;
    private final Store store;
    private final Clock clock;
    private final CanaryLog log;
    private final MessageConsumer<CanaryReport> consumer;
    private Future<?> last = Future.succeededFuture();
    private boolean wasRead;
    private volatile CanaryReport latest = CanaryReport.NONE;

    public CanaryLedger(Vertx vertx, Store store, Clock clock, Metrics metrics) {
        this.vertx = vertx;
        this.store = store;
        this.clock = clock;
        this.log = new CanaryLog(metrics);
        this.consumer = vertx.eventBus().consumer(Addresses.CANARY_REPORT);
        consumer.handler(message -> learn(message.body()));
    }

    /** The newest that this instance knows. */
    public CanaryReport latest() {
        return latest;
    }

    private void learn(CanaryReport report) {
        if (report.revision() > latest.revision()) {
            latest = report;
        }
    }

    /** Tells it again, for edges that have missed it. */
    void repeat() {
        if (latest.revision() > 0) {
            vertx.eventBus().publish(Addresses.CANARY_REPORT, latest);
        }
    }

    /**
     * Changes the states; a change that gives back an equal list writes nothing. Completes with the report that is then in
     * force.
     *
     * @param change        may be called several times; throws what the caller is to hear
     * @param withoutStore whether to go on while the store is away, in memory and by the bus: for the one instance that
     *     has the duty, so that a bad canary goes back even then
     */
    Future<CanaryReport> update(UnaryOperator<List<CanaryState>> change, boolean withoutStore) {
        Future<CanaryReport> next = last.transform(before -> attempt(change, withoutStore, TRIES));
        last = next;
        return next;
    }

    private Future<CanaryReport> attempt(UnaryOperator<List<CanaryState>> change, boolean withoutStore, int tries) {
        return store.get(StoreKeys.canaries())
                .compose(
                        stored -> {
                            wasRead = true;
                            return changed(stored, change, withoutStore, tries);
                        },
                        failure -> withoutStore && wasRead
                                ? Future.succeededFuture(publish(applied(latest, change)))
                                : Future.failedFuture(failure));
    }

    private Future<CanaryReport> changed(
            Optional<Buffer> stored, UnaryOperator<List<CanaryState>> change, boolean withoutStore, int tries) {
        stored.map(bytes -> JsonCodec.parse(bytes, CanaryReport.class)).ifPresent(this::learn);
        CanaryReport next = applied(latest, change);
        Buffer bytes = JsonCodec.bytes(next);
        if (stored.isPresent() ? stored.get().equals(bytes) : next.canaries().isEmpty()) {
            return Future.succeededFuture(next);
        }
        return write(stored.orElse(null), bytes).compose(written -> {
            if (written) {
                return Future.succeededFuture(publish(next));
            }
            return tries > 1
                    ? attempt(change, withoutStore, tries - 1)
                    : Future.failedFuture(
                            new IllegalStateException("other instances change the canaries all the time"));
        });
    }

    private Future<Boolean> write(@Nullable Buffer read, Buffer bytes) {
        return read == null
                ? store.putIfAbsent(StoreKeys.canaries(), bytes, Store.FOREVER)
                : store.replace(StoreKeys.canaries(), read, bytes, Store.FOREVER);
    }

    /** Revisions follow the clock, so that they rise even when the store has lost what lay in it. */
    private CanaryReport applied(CanaryReport base, UnaryOperator<List<CanaryState>> change) {
        List<CanaryState> states = change.apply(base.canaries());
        return states.equals(base.canaries())
                ? base
                : new CanaryReport(Math.max(base.revision() + 1, clock.millis()), states);
    }

    private CanaryReport publish(CanaryReport report) {
        if (report.revision() > latest.revision()) {
            log.tell(latest.canaries(), report.canaries());
            latest = report;
        }
        vertx.eventBus().publish(Addresses.CANARY_REPORT, report);
        return report;
    }

    public Future<Void> close() {
        return consumer.unregister();
    }
}
