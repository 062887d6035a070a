package io.sallyport.router.canary;

import io.sallyport.contract.canary.CanaryEvent;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.SideFigures;
import io.sallyport.routing.canary.progress.CanaryEngine;
import io.sallyport.routing.canary.progress.CanaryPlan;
import io.sallyport.routing.canary.progress.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A canary as callers see it.
 *
 * @param phase            {@code running}, {@code frozen}, {@code promoted} or {@code rolled-back}
 * @param step             number of the step, from 1
 * @param steps            how many there are
 * @param weight           percent of the traffic now
 * @param remainingSeconds how long the step is still held; 0 when it is over or nothing is held
 * @param now              what happens at the moment, in words
 * @param reason           why it stands in this phase
 * @param complete         whether every log-collector has told its figures
 * @param canary           figures since it got this weight; so {@code stable}
 * @param history          the last changes, oldest first
 */
public record CanaryView(
        String route,
        String version,
        String phase,
        int step,
        int steps,
        int weight,
        Instant startedAt,
        Instant weightSince,
        long remainingSeconds,
        String now,
        String reason,
        long revision,
        boolean complete,
        Side canary,
        Side stable,
        List<Event> history) {

    /**
     * Figures of one side.
     *
     * @param errorShare errors by count
     * @param p50Micros  half of the exchanges took no longer; good to 9 %, as is {@code p99Micros}
     */
    public record Side(long count, long errors, double errorShare, long p50Micros, long p99Micros) {
        static Side of(SideFigures figures) {
            return new Side(
                    figures.count(),
                    figures.errors(),
                    figures.errorShare(),
                    Math.round(figures.percentileMicros(50)),
                    Math.round(figures.percentileMicros(99)));
        }
    }

    /** One change, in the same words. */
    public record Event(Instant at, String action, String phase, int step, int weight, String by, String reason) {
        static Event of(CanaryEvent event) {
            return new Event(
                    event.at(),
                    event.action(),
                    word(event.phase()),
                    event.step() + 1,
                    event.weight(),
                    event.by(),
                    event.reason());
        }
    }

    private static String word(CanaryState.Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static CanaryView of(CanaryPlan plan, CanaryState state, Seen seen, Instant now) {
        Duration remaining = CanaryEngine.remaining(plan, state, now);
        boolean held = state.phase() == CanaryState.Phase.RUNNING && !remaining.isNegative();
        return new CanaryView(
                state.route(),
                state.version(),
                word(state.phase()),
                state.step() + 1,
                plan.steps().size(),
                state.weight(),
                state.startedAt(),
                state.weightSince(),
                held ? remaining.toSeconds() : 0,
                CanaryEngine.next(plan, state, seen, now).reason(),
                state.reason(),
                state.revision(),
                seen.complete(),
                Side.of(seen.figures().canary()),
                Side.of(seen.figures().stable()),
                state.history().stream().map(Event::of).toList());
    }
}
