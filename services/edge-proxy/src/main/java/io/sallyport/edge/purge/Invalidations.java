package io.sallyport.edge.purge;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.PurgeEntry.Cause;
import io.sallyport.contract.cache.PurgeReport;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.kit.api.Metrics;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What the requests of this edge have changed, on its way to all others: collected for some milliseconds, sent to one
 * cache-service in batches, one after the other, each until it is answered. {@link #add} is safe from any thread; the rest is
 * owned by one event loop.
 */
final class Invalidations {
    private static final long COLLECT_MILLIS = 20;
    private static final long RETRY_MILLIS = 1000;
    private static final int QUEUED_MAX = 16 * 1024;
    private static final DeliveryOptions PATIENT = new DeliveryOptions().setSendTimeout(2000);

    private final Vertx vertx;
    private final Context context;
    private final String instance;
    private final Consumer<UUID> own;
    private final Queue<PurgeTarget> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Metrics.Counter lost;
    private volatile boolean stopped;

    /** @param own gets the id of each batch before it is sent */
    Invalidations(Vertx vertx, String instance, Consumer<UUID> own, Metrics metrics) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.instance = instance;
        this.own = own;
        this.lost = metrics.counter(
                "sallyport_cache_invalidations_lost_total",
                "Invalidations that other edges are not told of, because too many waited for a cache-service.");
        metrics.gauge(
                "sallyport_cache_invalidations_waiting", "Invalidations that wait for a cache-service", queued::get);
    }

    void add(List<PurgeTarget> targets) {
        for (PurgeTarget target : targets) {
            if (queued.incrementAndGet() > QUEUED_MAX) {
                queued.decrementAndGet();
                lost.increment();
            } else {
                queue.add(target);
            }
        }
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(go -> vertx.setTimer(COLLECT_MILLIS, timer -> next()));
        }
    }

    void stop() {
        stopped = true;
    }

    private void next() {
        Set<PurgeTarget> batch = new LinkedHashSet<>();
        while (batch.size() < PurgeWish.MAX) {
            PurgeTarget target = queue.poll();
            if (target == null) {
                break;
            }
            queued.decrementAndGet();
            batch.add(target);
        }
        if (batch.isEmpty()) {
            scheduled.set(false);
            if (!queue.isEmpty() && scheduled.compareAndSet(false, true)) {
                next();
            }
            return;
        }
        UUID id = UUID.randomUUID();
        own.accept(id);
        send(new PurgeWish(id, List.copyOf(batch), true, Cause.INVALIDATION, instance, 0));
    }

    private void send(PurgeWish wish) {
        vertx.eventBus()
                .<PurgeReport>request(Addresses.CACHE_PURGE_WISH, wish, PATIENT)
                .onComplete(answered -> context.runOnContext(go -> answered(wish, answered)));
    }

    private void answered(PurgeWish wish, AsyncResult<Message<PurgeReport>> answer) {
        if (stopped) {
            return;
        }
        if (answer.succeeded()) {
            next();
        } else {
            vertx.setTimer(RETRY_MILLIS, timer -> send(wish));
        }
    }
}
