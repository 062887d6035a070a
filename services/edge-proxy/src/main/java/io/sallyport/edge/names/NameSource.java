package io.sallyport.edge.names;

import io.sallyport.contract.Outcome;
import io.sallyport.http.IpAddress;
import java.util.List;

/** Where a loop's names come from. Owner: the loop's thread. */
public interface NameSource {
    /** Takes one answer. */
    interface Taker {
        /**
         * A look-up is over.
         *
         * @param addresses empty for a failure
         * @param keepNanos how long the source lets them be used; the resolver has a bound of its own
         * @param failure   why there are none
         */
        void answered(List<IpAddress> addresses, long keepNanos, Outcome failure);

        /** Nobody could say whether the name has addresses: what was known of it may still be true. */
        default void unavailable(Outcome failure) {
            answered(List.of(), 0, failure);
        }
    }

    /** Looks a name up; the taker is called once, later or before this returns. */
    void look(String name, Taker taker);
}
