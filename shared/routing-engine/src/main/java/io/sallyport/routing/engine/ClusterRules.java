package io.sallyport.routing.engine;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.Balance;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster's traffic is shared among its endpoints.
 *
 * @param balance        the strategy
 * @param hash           what the ring hash hashes
 * @param slowStartNanos how long an endpoint that came back takes to its full part; 0: at once
 * @param panic          with fewer of the endpoints available than this part, all of them are used; 0: never
 * @param ejection       passive health; {@code null}: none
 * @param limits         bounds for each endpoint
 */
public record ClusterRules(
        Balance balance,
        HashRules hash,
        long slowStartNanos,
        double panic,
        @Nullable EjectionRules ejection,
        EndpointLimits limits) {
    /** Round robin and nothing else. */
    public static final ClusterRules USUAL =
            new ClusterRules(Balance.ROUND_ROBIN, HashRules.CLIENT, 0, 0, null, EndpointLimits.NONE);

    static ClusterRules of(ClusterDocument document) {
        return new ClusterRules(
                document.balance(),
                document.hash().map(HashRules::of).orElse(HashRules.CLIENT),
                document.slowStart().toNanos(),
                document.panic().value(),
                document.ejection().map(EjectionRules::of).orElse(null),
                document.limits().map(EndpointLimits::of).orElse(EndpointLimits.NONE));
    }
}
