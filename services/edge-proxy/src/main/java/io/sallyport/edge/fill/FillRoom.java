package io.sallyport.edge.fill;

import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.edge.cache.FillBudget;
import io.sallyport.edge.cache.LentBodies;
import io.sallyport.kit.api.Metrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Bytes that all fills of a process may hold together: many slow downloads must not add up. Thread-safe. */
public final class FillRoom {
    private final long maxObject;
    private final BooleanSupplier keeps;
    private final FillBudget budget;
    private final LentBodies lent;
    private final AtomicInteger fills = new AtomicInteger();

    /** Of the cache's memory a quarter, but always one largest object. */
    public FillRoom(CacheConfig config, LentBodies lent, BooleanSupplier keeps, Metrics metrics) {
        this(
                Math.min(config.maxObject().bytes(), Integer.MAX_VALUE),
                Math.max(config.maxObject().bytes(), config.memory().bytes() / 4),
                lent,
                keeps);
        metrics.gauge("sallyport_cache_fills", "Answers on their way into the cache", fills::get);
        metrics.gauge(
                "sallyport_cache_lent_bytes", "Large bodies of the cache that clients are being sent", lent::taken);
        metrics.gauge("sallyport_cache_fill_bytes", "Bytes held of answers on their way into the cache", budget::taken);
    }

    /**
     * @param maxObject bytes of the largest body that is kept
     * @param limit     bytes of all together
     * @param lent      what clients are being sent of bodies that have come
     * @param keeps     whether there is memory for further answers
     */
    FillRoom(long maxObject, long limit, LentBodies lent, BooleanSupplier keeps) {
        this.keeps = keeps;
        this.maxObject = maxObject;
        this.budget = new FillBudget(limit);
        this.lent = lent;
    }

    /** Whether a body of this length may be kept now; -1 for one that nobody knows yet. */
    public boolean admits(long length) {
        return length <= maxObject && keeps.getAsBoolean();
    }

    /** @param come bytes of the body so far */
    boolean take(int bytes, long come) {
        return (come <= LentBodies.LEAST || !lent.isTooMuch()) && budget.take(bytes);
    }

    /** A body that has come is still being read. */
    void lend(long bytes) {
        lent.lend(bytes);
    }

    void back(long bytes) {
        lent.back(bytes);
    }

    void give(long bytes) {
        budget.give(bytes);
    }

    void begun() {
        fills.incrementAndGet();
    }

    void ended() {
        fills.decrementAndGet();
    }

    /** Bytes held. */
    long taken() {
        return budget.taken();
    }

    /** Fills under way. */
    int underWay() {
        return fills.get();
    }
}
