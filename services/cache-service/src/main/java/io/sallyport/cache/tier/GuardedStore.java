package io.sallyport.cache.tier;

import io.sallyport.contract.StoreKeys;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.store.Store;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The store as the shared cache uses it: on a connection of its own, within bounds, and not at all for a while once it
 * fails. Reading and writing are judged apart, because a store that is full can still be read.
 */
public final class GuardedStore {
    /** At the hundred megabytes a second of a plain network, a tenth of a second. */
    private static final long UNDER_WAY_MAX = 8L << 20;

    private static final long WAITING_MAX = 64L << 20;
    private static final String TRIAL = StoreKeys.cacheTrial();
    private static final Duration TRIAL_LIFE = Duration.ofSeconds(1);

    private final Store store;
    private final LongSupplier nanos;
    private final Breaker reads = new Breaker();
    private final Breaker writes = new Breaker();
    private final ByteGate gate = new ByteGate(UNDER_WAY_MAX, WAITING_MAX);
    private final Metrics.Counter failures;

    public GuardedStore(Store store, LongSupplier nanos, Metrics metrics) {
        this.store = store;
        this.nanos = nanos;
        this.failures = metrics.counter(
                "sallyport_cache_store_failures_total", "Calls of the shared cache that the store did not carry out.");
        metrics.gauge(
                "sallyport_cache_store_paused",
                "1 while the shared cache leaves the store alone.",
                () -> isPaused() ? 1 : 0);
        metrics.gauge(
                "sallyport_cache_store_waiting_bytes",
                "Bytes of bodies that wait for the store.",
                () -> gate.waitingBytes());
    }

    public <T> Future<T> read(Function<Store, Future<T>> call) {
        return judged(reads, call);
    }

    public <T> Future<T> write(Function<Store, Future<T>> call) {
        return judged(writes, call);
    }

    /** As {@link #read}, for what may be as long as a chunk. */
    public <T> Future<T> readLarge(long bytes, Function<Store, Future<T>> call) {
        return gate.pass(bytes, () -> judged(reads, call));
    }

    /** As {@link #write}, for what may be as long as a chunk. */
    public <T> Future<T> writeLarge(long bytes, Function<Store, Future<T>> call) {
        return gate.pass(bytes, () -> judged(writes, call));
    }

    /**
     * Tries again what is paused, once its second is over: a store that is back is noticed although nobody asks. To be
     * called every now and then.
     */
    public void retry() {
        if (reads.isOpen()) {
            judged(reads, used -> used.get(TRIAL));
        }
        if (writes.isOpen()) {
            judged(writes, used -> used.put(TRIAL, Buffer.buffer("1"), TRIAL_LIFE));
        }
    }

    public boolean isPaused() {
        return reads.isOpen() || writes.isOpen();
    }

    public long failures() {
        return failures.value();
    }

    /** Closes the store. */
    public Future<Void> close() {
        return store.close();
    }

    private <T> Future<T> judged(Breaker breaker, Function<Store, Future<T>> call) {
        if (!breaker.permits(nanos.getAsLong())) {
            return Future.failedFuture("the store is left alone for a while");
        }
        return call.apply(store).onComplete((result, failure) -> {
            if (failure == null) {
                breaker.succeeded();
            } else {
                failures.increment();
                breaker.failed(nanos.getAsLong());
            }
        });
    }
}
