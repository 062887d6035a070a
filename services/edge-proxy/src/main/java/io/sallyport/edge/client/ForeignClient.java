package io.sallyport.edge.client;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.problem.Problem;

/**
 * A client that asks in another protocol than HTTP, and whose requests and answers are put into HTTP's terms and back.
 * Owner: the loop's thread.
 */
public interface ForeignClient {
    /** Its protocol, for records; empty when it speaks HTTP after all. */
    String protocol();

    /** What is wrong with what it has sent; {@code null} for nothing. */
    Problem problem();

    /** Its request is refused; said before the head of the answer is written. */
    void refused(Outcome outcome);
}
