package io.sallyport.cache.purge;

import io.sallyport.cache.engine.purge.PurgeTable;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.PurgeDone;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgeEntry.Cause;
import io.sallyport.contract.cache.PurgePlace;
import io.sallyport.contract.cache.PurgeReport;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.purge.PurgeFollower;
import io.sallyport.kit.purge.PurgeLog;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues purges: puts each into the log, says it on the bus, and collects the word of every edge and every cache-service. What
 * is published can be lost, so it is published again until all that were ready have answered, and stands in the log for those
 * that were not. Owner: the verticle's event loop.
 */
public final class Purges {
    private static final Logger LOG = LoggerFactory.getLogger(Purges.class);
    private static final Set<String> KEEPERS = Set.of("edge-proxy", "cache-service");
    private static final int ROUNDS_MAX = 256;
    private static final long RETRY_MILLIS = 1000;

    private final ServiceEnvironment environment;
    private final Vertx vertx;
    private final PurgeTimings timings;
    private final PurgeTable table = new PurgeTable(ThreadLocalRandom.current().nextLong());
    private final RecentPurges recent = new RecentPurges();
    private final PurgeFollower follower;
    private final PurgeAppender appender;
    private final Metrics.Counter issued;
    private final Map<UUID, PurgeRound> rounds = new HashMap<>();
    private final List<MessageConsumer<?>> consumers = new ArrayList<>();
    private long retries;

    /** @param instance the name that this process announces itself with */
    public Purges(ServiceEnvironment environment, String instance, PurgeTimings timings, Metrics metrics) {
        this.environment = environment;
        this.vertx = environment.vertx();
        this.timings = timings;
        PurgeLog log = new PurgeLog(environment.store(), environment.clock());
        TablePurges sink = new TablePurges(
                table,
                recent,
                old -> log.delete(old).onFailure(failure -> LOG.debug("deleting {}", old, failure)),
                this::begin);
        this.follower = new PurgeFollower(environment, sink, instance, true);
        this.appender = new PurgeAppender(environment.store(), log, follower::number, metrics);
        this.issued = metrics.counter("sallyport_cache_purges_total", "Purges issued, invalidations included.");
    }

    /** Completes when purges can be issued; to be called on the owning event loop. */
    public Future<Void> open() {
        MessageConsumer<PurgeDone> answers =
                vertx.eventBus().consumer(Addresses.CACHE_PURGED, message -> answered(message.body()));
        MessageConsumer<PurgeWish> wishes = vertx.eventBus().consumer(Addresses.CACHE_PURGE_WISH, this::wished);
        consumers.add(answers);
        consumers.add(wishes);
        retries = vertx.setPeriodic(RETRY_MILLIS, tick -> appender.retry(this::publish));
        return Future.all(answers.completion(), wishes.completion())
                .compose(listening -> follower.start())
                .onSuccess(followed -> {
                    if (follower.number() == 0) {
                        begin();
                    }
                });
    }

    /** No purge is taken any more; callers still waiting get what is known. */
    public Future<Void> close() {
        vertx.cancelTimer(retries);
        rounds.values().forEach(PurgeRound::reportNow);
        rounds.clear();
        consumers.forEach(MessageConsumer::unregister);
        return follower.stop();
    }

    /** What has been purged, for responses that this process hands out. */
    public PurgeTable table() {
        return table;
    }

    /** Up to which the log is carried out here. */
    public long number() {
        return follower.number();
    }

    /** The last ones, and who has carried them out. */
    public List<RecentPurges.Recent> recent() {
        return recent.all(keepers());
    }

    private List<ServiceAnnouncement> keepers() {
        return environment.roster().all().stream()
                .filter(entry -> entry.ready() && KEEPERS.contains(entry.service()))
                .toList();
    }

    /** A log that is empty begins with an entry of its own, so that all processes count from one number. */
    private void begin() {
        issue(new PurgeWish(UUID.randomUUID(), List.of(), false, Cause.BEGIN, "", 0));
    }

    /**
     * Completes when every ready edge and cache-service has carried it out, or with who has not after {@link
     * PurgeTimings#patience}; at once when the wish does not wait. Fails with {@link TooManyPurgesException} when too many are
     * under way.
     */
    public Future<PurgeReport> issue(PurgeWish wish) {
        if (wish.waiting() > 0 && rounds.size() >= ROUNDS_MAX) {
            return Future.failedFuture(new TooManyPurgesException());
        }
        issued.increment();
        PurgeEntry entry = new PurgeEntry(
                wish.id(),
                0,
                PurgePlace.START,
                wish.targets(),
                wish.hard(),
                wish.cause(),
                wish.from(),
                environment.clock().instant());
        return appender.append(entry)
                .compose(appended -> wish.waiting() > 0
                        ? pursue(appended, Duration.ofMillis(wish.waiting()))
                        : Future.succeededFuture(said(appended)));
    }

    private PurgeReport said(PurgeEntry entry) {
        publish(entry);
        return new PurgeReport(entry.id(), entry.number(), List.of(), List.of());
    }

    private void wished(Message<PurgeWish> message) {
        issue(message.body())
                .onSuccess(message::reply)
                .onFailure(failure -> message.fail(503, String.valueOf(failure.getMessage())));
    }

    private Future<PurgeReport> pursue(PurgeEntry entry, Duration patience) {
        PurgeRound round = new PurgeRound(
                entry, keepers().stream().map(ServiceAnnouncement::instance).toList());
        rounds.put(entry.id(), round);
        publish(entry);
        long repeating = vertx.setPeriodic(timings.repeat().toMillis(), timer -> {
            if (isUnderWay(round)) {
                publish(round.entry());
            } else {
                vertx.cancelTimer(timer);
            }
        });
        vertx.setTimer(patience.toMillis(), timer -> round.reportNow());
        vertx.setTimer(timings.giveUp().toMillis(), timer -> {
            vertx.cancelTimer(repeating);
            giveUp(round);
        });
        finishIfComplete(round);
        return round.report();
    }

    private boolean isUnderWay(PurgeRound round) {
        return rounds.get(round.entry().id()) == round;
    }

    private void publish(PurgeEntry entry) {
        recent.heard(entry);
        vertx.eventBus().publish(Addresses.CACHE_PURGE, entry);
    }

    private void giveUp(PurgeRound round) {
        if (rounds.remove(round.entry().id(), round)) {
            LOG.warn("purge {}: not every instance has answered within {}", round.entry(), timings.giveUp());
        }
    }

    private void answered(PurgeDone word) {
        recent.done(word);
        for (PurgeRound round : List.copyOf(rounds.values())) {
            round.answer(word);
            finishIfComplete(round);
        }
    }

    private void finishIfComplete(PurgeRound round) {
        if (round.isComplete()) {
            rounds.remove(round.entry().id());
            round.reportNow();
        }
    }
}
