package io.sallyport.edge.observe;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether records go their way, in words: a line in the log when that changes, and a problem for operators while it lasts. Owner:
 * the shipper's context; {@link #problem} is for any thread.
 */
final class ShippingState {
    private static final Logger LOG = LoggerFactory.getLogger(ShippingState.class);

    private volatile String problem = "";
    private String cause = "";
    private long droppedBefore;
    private boolean dropping;

    /** A batch could not be sent. */
    void failed(Throwable failure) {
        if (cause.isEmpty()) {
            LOG.warn("access records wait in the edge: {}", failure.getMessage());
        }
        cause = String.valueOf(failure.getMessage());
        describe();
    }

    /** A batch was sent. */
    void sent(long dropped) {
        if (!cause.isEmpty()) {
            cause = "";
            LOG.info("access records go their way again; dropped since the start: {}", dropped);
            describe();
        }
    }

    /** Looks from time to time at the number of records dropped so far, and whether the buffer is full. */
    void look(long dropped, boolean full) {
        boolean more = dropped > droppedBefore;
        droppedBefore = dropped;
        if (more && !dropping) {
            dropping = true;
            LOG.warn("the buffer of access records is full, new ones are dropped");
            describe();
        } else if (!more && !full && dropping) {
            dropping = false;
            LOG.info("access records are no longer dropped; so far: {}", dropped);
            describe();
        }
    }

    /** What an operator should know; empty when all is well. */
    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    private void describe() {
        String what = dropping ? "access records are dropped" : "access records wait in the edge";
        problem = cause.isEmpty() && !dropping ? "" : cause.isEmpty() ? what : what + ": " + cause;
    }
}
