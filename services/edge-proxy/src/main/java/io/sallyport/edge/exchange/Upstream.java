package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;

/** Work towards an origin that an exchange can call off. */
public interface Upstream {
    /** The client has gone: stop at once, nobody waits for the answer. */
    void cancel();

    /** The exchange's deadline has passed. */
    void expired();

    /** The exchange is over, by this work or by anything else. */
    default void ended(Outcome outcome) {}
}
