package io.sallyport.routing.engine;

import io.sallyport.routing.conceal.ConcealView;
import java.time.Duration;

/**
 * What the edge needs of a route once it has matched.
 *
 * @param name              as in the document
 * @param cluster           name of the cluster that it forwards to
 * @param cacheEnabled      whether answers may be kept
 * @param headTimeoutMillis time for the origin's head; 0: the suite's default
 * @param conceal           what of the server is kept from clients
 * @param retry             when a request is sent once more
 */
public record RouteView(
        String name,
        String cluster,
        boolean cacheEnabled,
        long headTimeoutMillis,
        ConcealView conceal,
        RetryRules retry) {
    /** The time for the origin's head, or the given default. */
    public Duration headTimeoutOr(Duration suiteDefault) {
        return headTimeoutMillis == 0 ? suiteDefault : Duration.ofMillis(headTimeoutMillis);
    }
}
