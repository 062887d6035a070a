package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.pool.Origin;
import io.sallyport.edge.problem.Problem;
import io.sallyport.routing.engine.EndpointLimits;

/** Which origin a call tries, and which one next; hears how each try went. */
public interface OriginChoice {
    /** Tries in all, the first included. */
    default int attempts() {
        return 3;
    }

    /** Time of one try to the answer's head; 0: what is left of the call's. */
    default long tryNanos() {
        return 0;
    }

    /**
     * The next origin, or {@code null} when there is none; {@link #exhausted} or {@link #explained} then says why. A try
     * begins with it, and the one before is over.
     */
    Origin next();

    /** The same origin once more, on another connection. */
    default void again() {}

    /** Bounds for the connections to the origin. */
    default EndpointLimits limits() {
        return EndpointLimits.NONE;
    }

    /** The answer when the first {@link #next} gave none. */
    Problem exhausted();

    /** The problem of the last try, with what is to be said about there being no further one. */
    default Problem explained(Problem last) {
        return last;
    }

    /** Whether an answer of this status counts as a failed try. */
    default boolean repeats(int status) {
        return false;
    }

    /** The head of the try's answer has come. */
    default void answered(int status) {}

    /**
     * The try failed without an answer.
     *
     * @param idle whether the connection had served before, so that the origin may just have closed it for want of traffic
     */
    default void failed(Outcome outcome, boolean idle) {}

    /** The exchange is over, and with it the try. */
    default void ended(Outcome outcome) {}
}
