package io.sallyport.kit.bus;

import io.sallyport.contract.canary.CanaryEvent;
import io.sallyport.contract.canary.CanaryFigures;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.FiguresAnswer;
import io.sallyport.contract.canary.FiguresQuestion;
import io.sallyport.contract.canary.SideFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One full example of each message about canaries. */
final class CanarySamples {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private CanarySamples() {}

    static CanaryReport report() {
        CanaryEvent event =
                new CanaryEvent(NOON, "start", CanaryState.Phase.RUNNING, 0, 5, "engine", "a new version: 1.6");
        return new CanaryReport(
                8,
                List.of(new CanaryState(
                        "shop",
                        "1.6",
                        "5%/PT5M 25%/PT10M",
                        CanaryState.Phase.RUNNING,
                        0,
                        5,
                        NOON,
                        NOON,
                        Duration.ofSeconds(90),
                        NOON.plusSeconds(120),
                        2,
                        156,
                        "a new version: 1.6",
                        8,
                        List.of(event))));
    }

    static FiguresQuestion question() {
        return new FiguresQuestion("q-1", List.of(new FiguresQuestion.Wanted("shop", 90_000)));
    }

    static FiguresAnswer answer() {
        SideFigures canary = new SideFigures(3, 1, List.of(0L, 2L, 1L));
        return new FiguresAnswer("q-1", "logs-1", List.of(new CanaryFigures("shop", canary, SideFigures.NONE)));
    }
}
