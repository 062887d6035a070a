package io.sallyport.routing.canary.progress;

import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.CanaryState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a canary through its steps. It judges the figures of the present weight when they have reached the minimum
 * sample, again each time that they have grown by a quarter, and once more before a step ends; each look has a smaller
 * chance of a false alarm than the one before, so that looking often costs nothing in the end.
 */
public final class CanaryEngine {
    private static final double GROWTH = 1.25;

    private CanaryEngine() {}

    /**
     * The state to begin with under a plan: the one that there is, or a new run when there is none or the document has
     * changed. A canary that was rolled back, or has been promoted, begins again only by another version.
     */
    public static CanaryState reconcile(CanaryPlan plan, @Nullable CanaryState state, Instant now) {
        if (state == null) {
            return start(plan, null, "a new canary: " + plan.version(), now);
        }
        if (!state.version().equals(plan.version())) {
            return start(plan, state, "a new version: " + plan.version() + " after " + state.version(), now);
        }
        boolean over = state.phase() == Phase.PROMOTED || state.phase() == Phase.ROLLED_BACK;
        return over || state.plan().equals(plan.text()) ? state : start(plan, state, "the steps have changed", now);
    }

    private static CanaryState start(CanaryPlan plan, @Nullable CanaryState before, String reason, Instant now) {
        Move move = new Move("start", Move.ENGINE, reason, now);
        return before == null ? move.start(plan, 0, List.of()) : move.start(plan, before.revision(), before.history());
    }

    /** What happens now. */
    public static Ruling next(CanaryPlan plan, CanaryState state, Seen seen, Instant now) {
        return switch (state.phase()) {
            case PROMOTED, ROLLED_BACK -> new Ruling.Rests(state, state.reason());
            case RUNNING, FROZEN -> look(plan, state, seen, now);
        };
    }

    private static Ruling look(CanaryPlan plan, CanaryState state, Seen seen, Instant now) {
        long sample = seen.figures().canary().count();
        if (state.weight() > 0 && sample >= state.nextLook()) {
            return judged(plan, state, seen, now);
        }
        return time(plan, state, seen, now);
    }

    private static Ruling judged(CanaryPlan plan, CanaryState state, Seen seen, Instant now) {
        long sample = seen.figures().canary().count();
        CanaryState looked = Move.looked(state, Math.max(sample + 1, (long) Math.ceil(sample * GROWTH)));
        double risk = Gates.risk(plan.gates().confidence().value(), looked.looks());
        Verdict verdict = new Gates(plan.gates(), seen.figures()).judge(risk);
        return verdict instanceof Verdict.Failed failed
                ? rollBack(plan, looked, failed.reason(), now)
                : time(plan, looked, seen, now);
    }

    private static Ruling rollBack(CanaryPlan plan, CanaryState state, String reason, Instant now) {
        Move move = new Move("roll-back", Move.ENGINE, reason, now);
        return new Ruling.IsRolledBack(move.to(plan, state, Phase.ROLLED_BACK, state.step(), 0), reason);
    }

    private static Ruling time(CanaryPlan plan, CanaryState state, Seen seen, Instant now) {
        if (state.phase() == Phase.FROZEN) {
            return new Ruling.Holds(state, Duration.ZERO, "frozen: " + state.reason());
        }
        Duration remaining = remaining(plan, state, now);
        if (!remaining.isZero() && !remaining.isNegative()) {
            return new Ruling.Holds(state, remaining, "holds for " + remaining.toSeconds() + "s more");
        }
        if (state.weight() > 0) {
            String obstacle = obstacle(plan, seen);
            if (!obstacle.isEmpty()) {
                return new Ruling.Waits(state, obstacle);
            }
        }
        return lastLook(plan, state, seen, now);
    }

    /** How much of the present step's hold is left; zero or less when it is over. */
    public static Duration remaining(CanaryPlan plan, CanaryState state, Instant now) {
        Duration held = state.phase() == Phase.RUNNING
                ? state.held().plus(Duration.between(state.runningSince(), now))
                : state.held();
        return plan.step(state.step()).hold().minus(held);
    }

    private static String obstacle(CanaryPlan plan, Seen seen) {
        long sample = seen.figures().canary().count();
        if (sample < plan.gates().minSample()) {
            return "waits for answers of the canary: " + sample + " of "
                    + plan.gates().minSample();
        }
        if (!seen.complete()) {
            return "waits for figures: not every log-collector has answered";
        }
        return new Gates(plan.gates(), seen.figures()).withinLimits() instanceof Verdict.Doubtful doubtful
                ? "waits: " + doubtful.reason()
                : "";
    }

    /** Once more with all figures of the step, unless the look before had them too. */
    private static Ruling lastLook(CanaryPlan plan, CanaryState state, Seen seen, Instant now) {
        if (state.weight() == 0) {
            return advance(plan, state, now);
        }
        CanaryState looked = Move.looked(state, state.nextLook());
        double risk = Gates.risk(plan.gates().confidence().value(), looked.looks());
        Verdict verdict = new Gates(plan.gates(), seen.figures()).judge(risk);
        return verdict instanceof Verdict.Failed failed
                ? rollBack(plan, looked, failed.reason(), now)
                : advance(plan, looked, now);
    }

    private static Ruling advance(CanaryPlan plan, CanaryState state, Instant now) {
        String reason = "step " + (state.step() + 1) + " of " + plan.steps().size() + " was held and its gates hold";
        if (plan.isLast(state.step())) {
            Move move = new Move("promote", Move.ENGINE, reason, now);
            return new Ruling.IsPromoted(move.to(plan, state, Phase.PROMOTED, state.step(), 100), reason);
        }
        int step = state.step() + 1;
        Move move = new Move("advance", Move.ENGINE, reason, now);
        return new Ruling.Advances(
                move.to(plan, state, Phase.RUNNING, step, plan.step(step).weight()), reason);
    }
}
