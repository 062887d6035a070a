package io.sallyport.edge;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.PurgeDone;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgeEntry.Cause;
import io.sallyport.contract.cache.PurgePlace;
import io.sallyport.contract.cache.PurgeReport;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.kit.purge.PurgeLog;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Stands in for cache-service: puts purges into the log, says them on the bus, hears who has carried them out. */
final class PurgeDesk implements AutoCloseable {
    private final Vertx vertx;
    private final PurgeLog log;
    private final List<PurgeDone> done = new CopyOnWriteArrayList<>();
    private final List<PurgeWish> wishes = new CopyOnWriteArrayList<>();
    private final List<MessageConsumer<?>> consumers;

    PurgeDesk(ServiceEnvironment environment) {
        vertx = environment.vertx();
        log = new PurgeLog(environment.store(), environment.clock());
        consumers = List.of(
                vertx.eventBus().<PurgeDone>consumer(Addresses.CACHE_PURGED, message -> done.add(message.body())),
                vertx.eventBus().<PurgeWish>consumer(Addresses.CACHE_PURGE_WISH, message -> {
                    wishes.add(message.body());
                    issue(message.body())
                            .onSuccess(entry -> message.reply(
                                    new PurgeReport(entry.id(), entry.number(), List.of("everybody"), List.of())));
                }));
    }

    private Future<PurgeEntry> issue(PurgeWish wish) {
        PurgeEntry entry = new PurgeEntry(
                wish.id(), 0, PurgePlace.START, wish.targets(), wish.hard(), wish.cause(), wish.from(), Instant.EPOCH);
        return log.append(entry, 0).onSuccess(numbered -> vertx.eventBus().publish(Addresses.CACHE_PURGE, numbered));
    }

    /** Purges, and returns when so many instances have done it. */
    void purge(int instances, boolean hard, PurgeTarget... targets) {
        PurgeWish wish = new PurgeWish(UUID.randomUUID(), List.of(targets), hard, Cause.API, "a test", 0);
        try {
            PurgeEntry entry = issue(wish).await(10, TimeUnit.SECONDS);
            Eventually.until(
                    instances + " have purged",
                    () -> done.stream()
                                    .filter(word -> word.number() >= entry.number())
                                    .map(PurgeDone::instance)
                                    .distinct()
                                    .count()
                            >= instances);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** What edges have asked for. */
    List<PurgeWish> wishes() {
        return wishes;
    }

    @Override
    public void close() {
        consumers.forEach(MessageConsumer::unregister);
    }
}
