package io.sallyport.edge.purge;

import io.sallyport.cache.engine.purge.PurgeTable;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgeEntry.Cause;
import io.sallyport.contract.cache.PurgeReport;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.contract.cache.PurgeTarget.Scope;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.purge.PurgeFollower;
import io.sallyport.kit.purge.PurgeSink;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is purged on one edge. What this edge finds out by itself holds here at once, and everywhere as soon as a cache-service
 * has put it into the log. Safe from any thread.
 */
public final class EdgePurges {
    private static final long WAITING_MILLIS = 2000;
    private static final DeliveryOptions PATIENT = new DeliveryOptions().setSendTimeout(WAITING_MILLIS + 1500);

    private final Vertx vertx;
    private final Function<String, Set<CacheKey>> keys;
    private final String instance;
    private final PurgeTable table = new PurgeTable(ThreadLocalRandom.current().nextLong());
    private final PurgeFollower follower;
    private final Invalidations invalidations;

    /**
     * @param keys     the keys, on no track in particular, under which the answers to a URL may lie; empty when that is not
     *                 known yet
     * @param instance the name that the edge announces itself with
     */
    public EdgePurges(
            ServiceEnvironment environment, Function<String, Set<CacheKey>> keys, String instance, Metrics metrics) {
        this.vertx = environment.vertx();
        this.keys = keys;
        this.instance = instance;
        this.follower = new PurgeFollower(environment, new Sink(), instance, false);
        this.invalidations = new Invalidations(vertx, instance, follower::ownPurge, metrics);
        metrics.gauge("sallyport_cache_purge_number", "Number of the purge log that is carried out", follower::number);
    }

    /** Completes when purges reach this edge, and the log has been looked at or cannot be. */
    public Future<Void> start() {
        return follower.start();
    }

    public Future<Void> stop() {
        invalidations.stop();
        return follower.stop();
    }

    /** What responses are held against. */
    public PurgeTable table() {
        return table;
    }

    /** Up to which the log is carried out. */
    public long number() {
        return follower.number();
    }

    /** Whether the log was looked at lately; see {@link PurgeFollower#isCurrent}. */
    public boolean isCurrent(long nowNanos) {
        return follower.isCurrent(nowNanos);
    }

    /** A request has changed something: gone here at once, and everywhere soon. */
    public void invalidate(List<PurgeTarget> targets) {
        table.carryOut(stored(targets), true);
        invalidations.add(targets);
    }

    /**
     * Purges here at once, and everywhere. Completes on the caller's context with what was reached, which is this edge alone
     * when no cache-service is to be had; never fails.
     */
    public Future<PurgeReport> purge(List<PurgeTarget> targets, boolean hard, String client) {
        UUID id = UUID.randomUUID();
        table.carryOut(stored(targets), hard);
        follower.ownPurge(id);
        PurgeWish wish = new PurgeWish(id, targets, hard, Cause.METHOD, client + " at " + instance, WAITING_MILLIS);
        return vertx.eventBus()
                .<PurgeReport>request(Addresses.CACHE_PURGE_WISH, wish, PATIENT)
                .map(Message::body)
                .otherwise(failure -> new PurgeReport(id, 0, List.of(instance), List.of()));
    }

    /** Each URL with what the rules of the routes make of it. */
    private List<PurgeTarget> stored(List<PurgeTarget> targets) {
        return targets.stream().flatMap(this::stored).distinct().toList();
    }

    private Stream<PurgeTarget> stored(PurgeTarget target) {
        if (target.scope() != Scope.URL) {
            return Stream.of(target);
        }
        Stream<PurgeTarget> others = keys.apply(target.value()).stream().map(key -> PurgeTarget.url(key.url()));
        return Stream.concat(Stream.of(target), others);
    }

    /** By the log and the bus. */
    private final class Sink implements PurgeSink {
        @Override
        public void carryOut(PurgeEntry entry) {
            if (entry.number() == 0) {
                table.carryOut(stored(entry.targets()), entry.hard());
            } else {
                table.carryOut(entry.number(), stored(entry.targets()), entry.hard());
            }
        }

        @Override
        public void reached(long number) {
            table.reached(number);
        }

        @Override
        public void missed(long number) {
            table.missed(number);
        }

        @Override
        public void knownSince(long number) {
            table.knownSince(number);
        }
    }
}
