package io.sallyport.routing.canary.progress;

/** What an operator may want of a canary. */
public sealed interface CanaryCommand {
    /** It serves everybody from now on. */
    record Promote() implements CanaryCommand {}

    /** It keeps its weight until it is resumed; time does not count. */
    record Freeze() implements CanaryCommand {}

    /** It goes on where it was frozen. */
    record Resume() implements CanaryCommand {}

    /** It serves nobody from now on. */
    record RollBack() implements CanaryCommand {}

    /** It begins anew with the first step. */
    record Restart() implements CanaryCommand {}

    /**
     * It gets this weight and keeps it.
     *
     * @param weight percent, 0 to 100
     */
    record SetWeight(int weight) implements CanaryCommand {}

    /**
     * It goes on from this step.
     *
     * @param step from 0, less than the plan has
     */
    record SetStep(int step) implements CanaryCommand {}
}
