package io.sallyport.router;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.FiguresAnswer;
import io.sallyport.contract.canary.FiguresQuestion;
import io.sallyport.contract.canary.LatencyScale;
import io.sallyport.contract.canary.SideFigures;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log-collector that says what a test wants it to have seen. */
final class StubCollector implements AutoCloseable {
    private final Roster.Registration registration;
    private final MessageConsumer<FiguresQuestion> consumer;
    private final List<FiguresQuestion> questions = new CopyOnWriteArrayList<>();
    private volatile SideFigures canary = SideFigures.NONE;
    private volatile SideFigures stable = SideFigures.NONE;

    StubCollector(ServiceEnvironment environment, String instance, boolean answers) {
        registration = environment
                .roster()
                .announce(() -> new ServiceAnnouncement(
                        "log-collector", instance, "127.0.0.1:1", Instant.EPOCH, true, Map.of(), List.of(), Map.of()));
        consumer = environment.vertx().eventBus().consumer(Addresses.CANARY_FIGURES, message -> {
            questions.add(message.body());
            if (answers) {
                List<CanaryFigures> figures = message.body().routes().stream()
                        .map(wanted -> new CanaryFigures(wanted.route(), canary, stable))
                        .toList();
                environment
                        .vertx()
                        .eventBus()
                        .publish(
                                Addresses.CANARY_FIGURES_TOLD,
                                new FiguresAnswer(message.body().id(), instance, figures));
            }
        });
    }

    /** What it says from now on. */
    void saw(int canaryCount, int canaryErrors, int stableCount, int stableErrors) {
        canary = side(canaryCount, canaryErrors);
        stable = side(stableCount, stableErrors);
    }

    private static SideFigures side(long count, long errors) {
        List<Long> latency = new ArrayList<>(Collections.nCopies(LatencyScale.RANGES, 0L));
        latency.set(LatencyScale.range(10_000), count);
        return new SideFigures(count, errors, latency);
    }

    List<FiguresQuestion> questions() {
        return questions;
    }

    @Override
    public void close() {
        registration.close();
        consumer.unregister();
    }
}
