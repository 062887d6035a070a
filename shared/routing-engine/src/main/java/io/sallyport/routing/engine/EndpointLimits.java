package io.sallyport.routing.engine;

import io.sallyport.contract.route.ClusterDocument.EndpointLimitsDocument;

/**
 * Bounds for each endpoint and event loop.
 *
 * @param connections open connections; 0: the suite's
 * @param pending     requests waiting for one; negative: the suite's
 * @param requests    requests under way; 0: any number
 */
public record EndpointLimits(int connections, int pending, int requests) {
    /** The suite's. */
    public static final EndpointLimits NONE = new EndpointLimits(0, -1, 0);

    static EndpointLimits of(EndpointLimitsDocument document) {
        return new EndpointLimits(
                document.connections().orElse(0),
                document.pending().orElse(-1),
                document.requests().orElse(0));
    }

    /** Whether the pool of such an endpoint differs from the suite's. */
    public boolean ofConnections() {
        return connections > 0 || pending >= 0;
    }
}
