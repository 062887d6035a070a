package io.sallyport.edge.admin;

import java.util.List;

/** The services, by the names under which they announce themselves. */
final class Suite {
    static final String EDGE_PROXY = "edge-proxy";
    static final String POLICY_SERVICE = "policy-service";
    static final String ROUTER_SERVICE = "router-service";
    static final String CACHE_SERVICE = "cache-service";
    static final String LOG_COLLECTOR = "log-collector";

    /** All five. */
    static final List<String> SERVICES =
            List.of(EDGE_PROXY, POLICY_SERVICE, ROUTER_SERVICE, CACHE_SERVICE, LOG_COLLECTOR);

    private Suite() {}
}
