package io.sallyport.edge.shared;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.edge.cache.FillBudget;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.shared.TierFigures.Asked;
import io.sallyport.edge.shared.TierFigures.Filled;
import io.sallyport.http.HeaderView;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The shared tier over the bus, for the exchanges of one loop. Each key is with one instance of cache-service, chosen by
 * {@link Rendezvous} among those that are ready and answer. Owner: the loop's thread.
 */
public final class BusTier implements SharedTier {
    private final String edge;
    private final Supplier<List<String>> ready;
    private final TierTimes times;
    private final TierFigures figures;
    private final FillBudget budget;
    private final LongSupplier nanos;
    private final String objectPrefix = UUID.randomUUID() + "-";
    private final Instances instances = new Instances();
    private final BusCalls calls;
    private final LeaseBook leases;
    private final Asks asks;
    private long objects;
    private boolean closed;

    /** @param ready names of the instances that are ready, in a stable order */
    BusTier(String edge, EventBus bus, Supplier<List<String>> ready, Shared shared, LongSupplier nanos) {
        this.edge = edge;
        this.ready = ready;
        this.times = shared.times();
        this.figures = shared.figures();
        this.budget = shared.budget();
        this.nanos = nanos;
        this.calls = new BusCalls(bus, figures, nanos, this::release);
        this.leases = new LeaseBook(calls, instances, figures, times.renewNanos());
        this.asks = new Asks(calls, new Bodies(calls, instances, times, figures, budget), leases, times);
        sweep();
    }

    /** What all loops share. */
    record Shared(TierTimes times, TierFigures figures, FillBudget budget) {}

    private void release(Instance instance) {
        asks.release(instance);
    }

    @Override
    public boolean isThere() {
        return !closed && instances.anyAdmits(nanos.getAsLong());
    }

    @Override
    public Future<Answer> ask(CacheKey key, HeaderView request, boolean collapse) {
        long now = nanos.getAsLong();
        byte[] bytes = key.bytes();
        long hash = Rendezvous.hash(bytes);
        Instance instance = closed || calls.isFull() ? null : instances.pick(hash, null, now);
        List<String> fields = instance == null ? null : QuestionFields.of(request);
        if (instance == null || fields == null) {
            figures.asked(Asked.NOT_ASKED);
            return Future.succeededFuture(new Answer.Alone());
        }
        CacheQuestion question = new CacheQuestion(bytes, fields, edge, collapse ? times.waitMillis() : 0);
        return asks.begin(new Ask(instance, question, request, now, figures));
    }

    @Override
    public Fill fill(CacheKey key, StoredHead head, long length, long mark, Lease lease) {
        HeldLease held = lease instanceof HeldLease mine ? mine : null;
        if (!QuestionFields.mayBeShared(head.vary().names())) {
            return refuse(Filled.PERSONAL, lease);
        }
        if (length > times.objectMax()) {
            return refuse(Filled.TOO_LARGE, lease);
        }
        byte[] bytes = key.bytes();
        long now = nanos.getAsLong();
        Instance instance = held == null
                ? instances.pick(Rendezvous.hash(bytes), null, now)
                : instances.keeper(held.instance(), bytes, now);
        if (closed || instance == null) {
            lease.end(false);
            return Fill.NOWHERE;
        }
        if (held != null) {
            held.take();
        }
        return new BusFill(
                calls,
                times,
                figures,
                budget,
                new BusFill.Destination(instance, bytes, head, nextObject(), length, mark, held));
    }

    /** Unlike any other of any edge; 1 to 64 letters, digits and dashes. */
    private String nextObject() {
        objects++;
        return objectPrefix + Long.toHexString(objects);
    }

    private Fill refuse(Filled why, Lease lease) {
        figures.filled(why);
        lease.end(true);
        return Fill.NOWHERE;
    }

    /** To be called about ten times a second. */
    public void sweep() {
        long now = nanos.getAsLong();
        instances.follow(ready.get()).forEach(asks::release);
        leases.sweep(now);
        asks.sweep(now);
    }

    /** Gives all leases up; nothing is asked any more. */
    public void close() {
        closed = true;
        leases.close();
    }

    /** Leases held. */
    int leases() {
        return leases.size();
    }

    /** Questions that wait for another edge's fetch. */
    int waiting() {
        return asks.waiting();
    }

    /** Calls under way. */
    int underWay() {
        return calls.underWay();
    }
}
