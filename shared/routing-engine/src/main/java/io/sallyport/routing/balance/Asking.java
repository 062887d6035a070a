package io.sallyport.routing.balance;

import io.sallyport.routing.engine.EndpointView;

/** What a balancer asks about the request that it picks for. */
public interface Asking {
    /** A request of which nothing is known, and nothing was tried. */
    Asking ANYTHING = new Asking() {};

    /** The key of the ring hash; the same for requests that belong together. */
    default long hash() {
        return 0;
    }

    /** Whether the request may be sent a second time, so that an endpoint on trial can fail it without harm. */
    default boolean isRepeatable() {
        return false;
    }

    /** Whether this exchange has tried the endpoint already. */
    default boolean tried(EndpointView endpoint) {
        return false;
    }
}
