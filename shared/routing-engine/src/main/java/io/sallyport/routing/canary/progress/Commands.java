package io.sallyport.routing.canary.progress;

import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.CanaryState.Phase;
import java.time.Duration;
import java.time.Instant;

/** Carries out what operators want. Every command may be given twice: the second time it changes nothing. */
public final class Commands {
    private static final String OPERATOR = "operator";

    private final CanaryPlan plan;
    private final CanaryState state;
    private final String note;
    private final Instant now;

    private Commands(CanaryPlan plan, CanaryState state, String note, Instant now) {
        this.plan = plan;
        this.state = state;
        this.note = note;
        this.now = now;
    }

    /** @param note why, for the record; blank: the record says what was done */
    public static Commanded apply(CanaryPlan plan, CanaryState state, CanaryCommand command, String note, Instant now) {
        return new Commands(plan, state, note, now).apply(command);
    }

    private Commanded apply(CanaryCommand command) {
        if (command instanceof CanaryCommand.Promote) {
            return ends("promote", Phase.PROMOTED, 100);
        }
        if (command instanceof CanaryCommand.RollBack) {
            return ends("roll-back", Phase.ROLLED_BACK, 0);
        }
        if (command instanceof CanaryCommand.Restart) {
            return new Commanded.Done(move("restart").start(plan, state.revision(), state.history()));
        }
        if (command instanceof CanaryCommand.SetStep wanted) {
            return step(wanted.step());
        }
        if (command instanceof CanaryCommand.SetWeight wanted) {
            return weight(wanted.weight());
        }
        return command instanceof CanaryCommand.Freeze ? freeze() : resume();
    }

    private Commanded ends(String action, Phase phase, int weight) {
        return new Commanded.Done(
                state.phase() == phase ? state : move(action).to(plan, state, phase, state.step(), weight));
    }

    private Commanded step(int wanted) {
        if (wanted < 0 || wanted >= plan.steps().size()) {
            return new Commanded.Refused("found step " + (wanted + 1) + ", allowed: 1 to "
                    + plan.steps().size());
        }
        int weight = plan.step(wanted).weight();
        boolean same = state.phase() == Phase.RUNNING && state.step() == wanted && state.weight() == weight;
        return new Commanded.Done(same ? state : move("step").to(plan, state, Phase.RUNNING, wanted, weight));
    }

    private Commanded weight(int wanted) {
        boolean same = state.phase() == Phase.FROZEN && state.weight() == wanted;
        return new Commanded.Done(same ? state : move("weight").to(plan, state, Phase.FROZEN, state.step(), wanted));
    }

    private Commanded freeze() {
        return switch (state.phase()) {
            case FROZEN -> new Commanded.Done(state);
            case RUNNING -> {
                Duration held = state.held().plus(Duration.between(state.runningSince(), now));
                yield new Commanded.Done(move("freeze").to(state, Phase.FROZEN, held));
            }
            case PROMOTED, ROLLED_BACK -> over("freeze");
        };
    }

    /** At a weight that an operator has set the step begins anew; else its hold goes on. */
    private Commanded resume() {
        int weight = plan.step(state.step()).weight();
        return switch (state.phase()) {
            case RUNNING -> new Commanded.Done(state);
            case FROZEN ->
                new Commanded.Done(
                        state.weight() == weight
                                ? move("resume").to(state, Phase.RUNNING, state.held())
                                : move("resume").to(plan, state, Phase.RUNNING, state.step(), weight));
            case PROMOTED, ROLLED_BACK -> over("resume");
        };
    }

    private Commanded over(String what) {
        String how = state.phase() == Phase.PROMOTED ? "promoted" : "rolled back";
        return new Commanded.Refused("cannot " + what + ": the canary is " + how + "; restart begins it anew");
    }

    private Move move(String action) {
        return new Move(action, OPERATOR, note.isBlank() ? done(action) : note, now);
    }

    /** What a reader finds in place of a reason. */
    private static String done(String action) {
        return switch (action) {
            case "promote" -> "promoted by an operator";
            case "roll-back" -> "rolled back by an operator";
            case "restart" -> "restarted by an operator";
            case "step" -> "an operator chose the step";
            case "weight" -> "an operator set the weight";
            case "freeze" -> "by an operator";
            default -> "resumed by an operator";
        };
    }
}
