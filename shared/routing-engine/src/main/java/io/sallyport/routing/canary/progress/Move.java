package io.sallyport.routing.canary.progress;

import io.sallyport.contract.canary.CanaryEvent;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.CanaryState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A change that is recorded: makes the state after it, with one more event in its history.
 *
 * @param action the word for it
 * @param by     who does it
 * @param reason why
 */
record Move(String action, String by, String reason, Instant now) {
    static final String ENGINE = "engine";

    /** Events kept of one route; the oldest go first. */
    private static final int HISTORY = 100;

    /** The first state of a plan's run, with the history of the run before. */
    CanaryState start(CanaryPlan plan, long revision, List<CanaryEvent> before) {
        int weight = plan.step(0).weight();
        return new CanaryState(
                plan.route(),
                plan.version(),
                plan.text(),
                Phase.RUNNING,
                0,
                weight,
                now,
                now,
                Duration.ZERO,
                now,
                0,
                plan.gates().minSample(),
                reason,
                revision + 1,
                with(before, new CanaryEvent(now, action, Phase.RUNNING, 0, weight, by, reason)));
    }

    /** Another weight or step: hold and sample begin anew. */
    CanaryState to(CanaryPlan plan, CanaryState from, Phase phase, int step, int weight) {
        return next(from, phase, step, weight, now, Duration.ZERO, plan.gates().minSample());
    }

    /** Another phase at the same weight: hold and sample stay. */
    CanaryState to(CanaryState from, Phase phase, Duration held) {
        return next(from, phase, from.step(), from.weight(), from.weightSince(), held, from.nextLook());
    }

    private CanaryState next(
            CanaryState from, Phase phase, int step, int weight, Instant since, Duration held, long nextLook) {
        return new CanaryState(
                from.route(),
                from.version(),
                from.plan(),
                phase,
                step,
                weight,
                from.startedAt(),
                since,
                held,
                now,
                from.looks(),
                nextLook,
                reason,
                from.revision() + 1,
                with(from.history(), new CanaryEvent(now, action, phase, step, weight, by, reason)));
    }

    /** Notes that the figures have been looked at; no event. */
    static CanaryState looked(CanaryState from, long nextLook) {
        return new CanaryState(
                from.route(),
                from.version(),
                from.plan(),
                from.phase(),
                from.step(),
                from.weight(),
                from.startedAt(),
                from.weightSince(),
                from.held(),
                from.runningSince(),
                from.looks() + 1,
                nextLook,
                from.reason(),
                from.revision() + 1,
                from.history());
    }

    private static List<CanaryEvent> with(List<CanaryEvent> before, CanaryEvent event) {
        List<CanaryEvent> events =
                new ArrayList<>(before.subList(Math.max(0, before.size() - HISTORY + 1), before.size()));
        events.add(event);
        return events;
    }
}
