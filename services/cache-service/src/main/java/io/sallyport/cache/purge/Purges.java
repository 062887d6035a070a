package io.sallyport.cache.purge;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.PurgeCommand;
import io.sallyport.contract.cache.PurgeResult;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.Roster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues purges and collects the edges' answers. A published command can be lost, so it is published again until every
 * edge that was ready has answered; an edge carries the same id out once. Owner: the verticle's event loop.
 */
public final class Purges {
    private static final Logger LOG = LoggerFactory.getLogger(Purges.class);
    private static final String EDGE = "edge-proxy";
    private static final int ROUNDS_MAX = 256;

    private final Vertx vertx;
    private final Roster roster;
    private final PurgeTimings timings;
    private final Metrics.Counter issued;
    private final Map<UUID, PurgeRound> rounds = new HashMap<>();
    private @Nullable MessageConsumer<PurgeResult> consumer;

    public Purges(Vertx vertx, Roster roster, PurgeTimings timings, Metrics metrics) {
        this.vertx = vertx;
        this.roster = roster;
        this.timings = timings;
        this.issued = metrics.counter("sallyport_cache_purges_total", "Purge commands issued.");
    }

    /** Completes when answers of edges reach this instance; to be called on the owning event loop. */
    public Future<Void> open() {
        MessageConsumer<PurgeResult> answers =
                vertx.eventBus().consumer(Addresses.CACHE_PURGED, message -> answered(message.body()));
        consumer = answers;
        return answers.completion();
    }

    /** No answer is taken any more; callers still waiting get what is known. */
    public Future<Void> close() {
        rounds.values().forEach(PurgeRound::reportNow);
        rounds.clear();
        return consumer == null ? Future.succeededFuture() : consumer.unregister();
    }

    /**
     * Publishes the command and completes when every ready edge has answered, or with who has not after
     * {@link PurgeTimings#patience}. Fails with {@link TooManyPurgesException} when too many are under way.
     */
    public Future<PurgeReport> issue(PurgeCommand command) {
        if (rounds.size() >= ROUNDS_MAX) {
            return Future.failedFuture(new TooManyPurgesException());
        }
        List<String> edges =
                roster.ready(EDGE).stream().map(ServiceAnnouncement::instance).toList();
        PurgeRound round = new PurgeRound(command, edges);
        rounds.put(command.id(), round);
        issued.increment();
        pursue(round);
        finishIfComplete(round);
        return round.report();
    }

    private void pursue(PurgeRound round) {
        publish(round);
        long repeating = vertx.setPeriodic(timings.repeat().toMillis(), timer -> {
            if (isUnderWay(round)) {
                publish(round);
            } else {
                vertx.cancelTimer(timer);
            }
        });
        vertx.setTimer(timings.patience().toMillis(), timer -> round.reportNow());
        vertx.setTimer(timings.giveUp().toMillis(), timer -> {
            vertx.cancelTimer(repeating);
            giveUp(round);
        });
    }

    private boolean isUnderWay(PurgeRound round) {
        return rounds.get(round.command().id()) == round;
    }

    private void publish(PurgeRound round) {
        vertx.eventBus().publish(Addresses.CACHE_PURGE, round.command());
    }

    private void giveUp(PurgeRound round) {
        if (rounds.remove(round.command().id(), round)) {
            LOG.warn("purge {}: not every edge has answered within {}", round.command(), timings.giveUp());
        }
    }

    private void answered(PurgeResult result) {
        PurgeRound round = rounds.get(result.id());
        if (round != null) {
            round.answer(result);
            finishIfComplete(round);
        }
    }

    private void finishIfComplete(PurgeRound round) {
        if (round.isComplete()) {
            rounds.remove(round.command().id());
            round.reportNow();
        }
    }
}
