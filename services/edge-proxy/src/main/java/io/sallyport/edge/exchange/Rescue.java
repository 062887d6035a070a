package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.problem.Problem;

/** Answers an exchange whose origin has failed, if there is something to answer with. */
@FunctionalInterface
public interface Rescue {
    /**
     * Answers and ends the exchange, or returns {@code false} and has done nothing. The work towards the origin is over,
     * and nothing has been written.
     */
    boolean answers(Problem problem);

    /** Whether a problem is that an origin could not be reached, or gave no answer. A bound of ours in front of it counts. */
    static boolean concerns(Problem problem) {
        Outcome outcome = problem.outcome();
        return outcome.group() == Outcome.Group.FAILED
                && (outcome.side() == Outcome.Side.UPSTREAM || outcome == Outcome.OVERLOADED);
    }
}
