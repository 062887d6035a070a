package io.sallyport.policy.unlock;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.contract.policy.UnlockReport;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.sallyport.policy.engine.Unlocks;
import io.sallyport.policy.engine.entry.OpenRelay;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unlocks of the suite. They lie in the store and are only ever replaced there by who has read them, so any instance may
 * change them; what was changed is published for the edges, and again every few seconds for those that have missed it. What
 * has ended goes away with the next change: nobody believes it any more. Runs on one context; what is read of it is safe from
 * any thread.
 */
public final class UnlockLedger {
    private static final Logger LOG = LoggerFactory.getLogger(UnlockLedger.class);

    private static final long REPEAT_MILLIS = 5_000;

    /** Another instance may write in between; more often than that in a row it does not. */
    private static final int TRIES = 4;

    private final Vertx vertx;
    private final Store store;
    private final Clock clock;
    private final Set<String> exposed;
    private final MessageConsumer<UnlockReport> consumer;
    private final long timer;
    private boolean recalled;
    private Future<?> last = Future.succeededFuture();
    private volatile UnlockReport latest = UnlockReport.NONE;
    private volatile Unlocks compiled = Unlocks.NONE;

    private UnlockLedger(Vertx vertx, Store store, Clock clock, Set<String> exposed) {
        this.vertx = vertx;
        this.store = store;
        this.clock = clock;
        this.exposed = exposed;
        this.consumer = vertx.eventBus().consumer(Addresses.POLICY_UNLOCKS);
        consumer.handler(message -> learn(message.body()));
        this.timer = vertx.setPeriodic(REPEAT_MILLIS, id -> repeat());
        recall();
    }

    private void recall() {
        store.get(StoreKeys.unlocks())
                .onSuccess(stored -> {
                    recalled = true;
                    read(stored);
                })
                .onFailure(failure -> LOG.warn("unlocks are not known yet: {}", failure.getMessage()));
    }

    /** @param exposed names of the listeners that strangers reach */
    public static UnlockLedger open(Vertx vertx, Store store, Clock clock, Set<String> exposed) {
        return new UnlockLedger(vertx, store, clock, exposed);
    }

    /** Those that hold now. */
    public List<Unlock> inForce() {
        long now = clock.millis();
        return latest.unlocks().stream()
                .filter(unlock -> now < unlock.untilMillis())
                .toList();
    }

    /** Listeners on which an unlock lifts nothing, sorted: as edges have it, so that nobody opens them to strangers. */
    List<String> notOn(Unlock unlock) {
        return OpenRelay.isForKnown(unlock)
                ? List.of()
                : exposed.stream().sorted().toList();
    }

    /** The same for the engine, which asks each when it ends. */
    public Unlocks compiled() {
        return compiled;
    }

    private void read(Optional<Buffer> stored) {
        stored.map(bytes -> JsonCodec.parse(bytes, UnlockReport.class)).ifPresent(this::learn);
    }

    private void learn(UnlockReport report) {
        if (report.revision() > latest.revision()) {
            compiled = Unlocks.of(report.unlocks(), exposed, OpenRelay::isForKnown);
            latest = report;
        }
    }

    private void repeat() {
        if (!recalled) {
            recall();
        }
        if (!inForce().isEmpty()) {
            vertx.eventBus().publish(Addresses.POLICY_UNLOCKS, latest);
        }
    }

    /** Adds one. Fails with {@link FullException} when there are too many, and when the store is away. */
    Future<Unlock> add(Unlock unlock) {
        return update(unlocks -> {
                    if (unlocks.size() >= Unlock.MAX) {
                        throw new FullException();
                    }
                    List<Unlock> more = new ArrayList<>(unlocks);
                    more.add(unlock);
                    return more;
                })
                .map(unlock)
                .onSuccess(made -> LOG.info("unlock {} made: {}", made.id(), made));
    }

    /** Adds those that hold and are not there yet, as many as there may be; completes with how many. */
    public Future<Integer> addAll(List<Unlock> restored) {
        int[] added = new int[1];
        return update(unlocks -> {
                    List<Unlock> more = new ArrayList<>(unlocks);
                    missing(restored).stream()
                            .limit(Math.max(0, Unlock.MAX - unlocks.size()))
                            .forEach(more::add);
                    added[0] = more.size() - unlocks.size();
                    return more;
                })
                .map(report -> added[0]);
    }

    /** Those of them that hold now and are not there. */
    public List<Unlock> missing(List<Unlock> restored) {
        long now = clock.millis();
        Set<String> there = inForce().stream().map(Unlock::id).collect(Collectors.toSet());
        return restored.stream()
                .filter(unlock -> now < unlock.untilMillis() && !there.contains(unlock.id()))
                .toList();
    }

    /** Takes one back; completes with it, or with nothing when it does not hold. */
    Future<Optional<Unlock>> remove(String id) {
        Optional<Unlock> found =
                inForce().stream().filter(unlock -> unlock.id().equals(id)).findFirst();
        return update(unlocks -> unlocks.stream()
                        .filter(unlock -> !unlock.id().equals(id))
                        .toList())
                .map(found)
                .onSuccess(gone -> gone.ifPresent(unlock -> LOG.info("unlock {} taken back", id)));
    }

    /** There are as many as there may be. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FullException() {
            super("there are " + Unlock.MAX + " unlocks; take one back, or wait for one to end");
        }
    }

    private Future<UnlockReport> update(UnaryOperator<List<Unlock>> change) {
        Future<UnlockReport> next = last.transform(before -> attempt(change, TRIES));
        last = next;
        return next;
    }

    private Future<UnlockReport> attempt(UnaryOperator<List<Unlock>> change, int tries) {
        return store.get(StoreKeys.unlocks()).compose(stored -> {
            read(stored);
            UnlockReport next = changed(change);
            return write(stored, JsonCodec.bytes(next)).compose(written -> {
                if (written) {
                    learn(next);
                    vertx.eventBus().publish(Addresses.POLICY_UNLOCKS, next);
                    return Future.succeededFuture(next);
                }
                return tries > 1
                        ? attempt(change, tries - 1)
                        : Future.failedFuture(
                                new IllegalStateException("other instances change the unlocks all the time"));
            });
        });
    }

    private Future<Boolean> write(Optional<Buffer> read, Buffer bytes) {
        return read.isEmpty()
                ? store.putIfAbsent(StoreKeys.unlocks(), bytes, Store.FOREVER)
                : store.replace(StoreKeys.unlocks(), read.get(), bytes, Store.FOREVER);
    }

    /** Revisions follow the clock, so that they rise even when the store has lost what lay in it. */
    private UnlockReport changed(UnaryOperator<List<Unlock>> change) {
        return new UnlockReport(Math.max(latest.revision() + 1, clock.millis()), change.apply(inForce()));
    }

    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return consumer.unregister();
    }
}
