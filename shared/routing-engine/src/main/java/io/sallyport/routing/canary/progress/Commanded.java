package io.sallyport.routing.canary.progress;

import io.sallyport.contract.canary.CanaryState;

/** What came of a command. */
public sealed interface Commanded {
    /** The state afterwards: the same object as before when it was so already. */
    record Done(CanaryState state) implements Commanded {}

    /** It cannot be done where the canary stands. */
    record Refused(String reason) implements Commanded {}
}
