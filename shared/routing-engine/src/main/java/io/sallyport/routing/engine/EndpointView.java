package io.sallyport.routing.engine;

import io.sallyport.contract.health.EndpointHealth;

/**
 * One endpoint as a compiled table sees it.
 *
 * @param cluster name of its cluster
 * @param url     as the document writes it; with the cluster it names the endpoint everywhere
 * @param host    name or IP literal without brackets
 * @param port    1 to 65535
 * @param version discovered, else the static label, else empty
 * @param state   what active probes say; {@code UNKNOWN} in a cluster that is not probed
 * @param transport how it is spoken to
 * @param weight  its part of the traffic in relation to the others; 0: none
 * @param priority 0 is used first
 */
public record EndpointView(
        String cluster,
        String url,
        String host,
        int port,
        String version,
        EndpointHealth.State state,
        Transport transport,
        int weight,
        int priority) {
    /** How many priorities there are, from 0. */
    public static final int PRIORITIES = 10;

    /** Whether it may be picked: everything but {@code UNHEALTHY}, so that traffic flows before the first probes end. */
    public boolean isAvailable() {
        return state != EndpointHealth.State.UNHEALTHY;
    }
}
