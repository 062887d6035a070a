package io.sallyport.routing.canary.progress;

import io.sallyport.contract.canary.CanaryState;
import java.time.Duration;

/** What happens to a canary now, with the state that follows from it. */
public sealed interface Ruling {
    /** The state afterwards; the same object as before when nothing changes. */
    CanaryState state();

    /** For people. */
    String reason();

    /** It is over, one way or the other. */
    record Rests(CanaryState state, String reason) implements Ruling {}

    /**
     * It keeps its weight.
     *
     * @param remaining how much longer at least; negative never, zero while it is frozen
     */
    record Holds(CanaryState state, Duration remaining, String reason) implements Ruling {}

    /** Its time is up, but it may not go on: too few answers, figures missing, or figures in doubt. */
    record Waits(CanaryState state, String reason) implements Ruling {}

    /** The next step begins. */
    record Advances(CanaryState state, String reason) implements Ruling {}

    /** It serves everybody from now on. */
    record IsPromoted(CanaryState state, String reason) implements Ruling {}

    /** It serves nobody from now on. */
    record IsRolledBack(CanaryState state, String reason) implements Ruling {}
}
