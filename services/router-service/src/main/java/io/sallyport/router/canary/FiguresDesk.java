package io.sallyport.router.canary;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.FiguresAnswer;
import io.sallyport.contract.canary.FiguresQuestion;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.service.Roster;
import io.sallyport.routing.canary.progress.Seen;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Asks every log-collector for the figures of canaries and adds up what they say. Each edge sends its records to one of
 * them, so each has a part. Runs on one context.
 */
public final class FiguresDesk {
    private static final String COLLECTOR = "log-collector";
    private static final long PATIENCE_MILLIS = 800;

    /** Questions under way at a time: the engine's, and those of callers. */
    private static final int ROUNDS_MAX = 64;

    private final Vertx vertx;
    private final Roster roster;
    private final Clock clock;
    private final MessageConsumer<FiguresAnswer> consumer;
    private final Map<String, Round> rounds = new HashMap<>();

    public FiguresDesk(Vertx vertx, Roster roster, Clock clock) {
        this.vertx = vertx;
        this.roster = roster;
        this.clock = clock;
        this.consumer = vertx.eventBus().consumer(Addresses.CANARY_FIGURES_TOLD);
        consumer.handler(message -> answered(message.body()));
    }

    /** What has been seen of each canary since it got its present weight, by route. Never fails. */
    Future<Map<String, Seen>> ask(List<CanaryState> states) {
        if (states.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Set<String> collectors = new HashSet<>();
        for (ServiceAnnouncement found : roster.ready(COLLECTOR)) {
            collectors.add(found.instance());
        }
        if (collectors.isEmpty() || rounds.size() >= ROUNDS_MAX) {
            return Future.succeededFuture(new Round(Set.of("none")).result());
        }
        return begin(new Round(collectors), states);
    }

    private Future<Map<String, Seen>> begin(Round round, List<CanaryState> states) {
        String id = UUID.randomUUID().toString();
        rounds.put(id, round);
        List<FiguresQuestion.Wanted> wanted = states.stream()
                .map(state -> new FiguresQuestion.Wanted(state.route(), age(state)))
                .toList();
        vertx.eventBus().publish(Addresses.CANARY_FIGURES, new FiguresQuestion(id, wanted));
        long timer = vertx.setTimer(PATIENCE_MILLIS, late -> round.done.tryComplete());
        return round.done.future().map(done -> {
            vertx.cancelTimer(timer);
            rounds.remove(id);
            return round.result();
        });
    }

    private long age(CanaryState state) {
        return Math.max(
                0, Duration.between(state.weightSince(), clock.instant()).toMillis());
    }

    private void answered(FiguresAnswer answer) {
        Round round = rounds.get(answer.id());
        if (round != null) {
            round.take(answer);
        }
    }

    public Future<Void> close() {
        // A copy: whoever has waited takes its round out.
        List.copyOf(rounds.values()).forEach(round -> round.done.tryComplete());
        return consumer.unregister();
    }

    /** One question under way. */
    private static final class Round {
        private final Set<String> awaited;
        private final Set<String> heard = new HashSet<>();
        private final Map<String, CanaryFigures> sums = new HashMap<>();
        private final Promise<Void> done = Promise.promise();

        Round(Set<String> collectors) {
            this.awaited = new HashSet<>(collectors);
        }

        void take(FiguresAnswer answer) {
            if (!done.future().isComplete() && heard.add(answer.collector())) {
                answer.routes().forEach(figures -> sums.merge(figures.route(), figures, CanaryFigures::plus));
                awaited.remove(answer.collector());
                if (awaited.isEmpty()) {
                    done.complete();
                }
            }
        }

        Map<String, Seen> result() {
            Map<String, Seen> seen = new HashMap<>();
            sums.forEach((route, figures) -> seen.put(route, new Seen(figures, awaited.isEmpty())));
            return seen;
        }
    }
}
