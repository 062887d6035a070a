package io.sallyport.edge.exchange;

/**
 * What an exchange knows of the listener it came in by.
 *
 * @param name         as configured
 * @param forward      whether clients name any target, instead of being routed
 * @param tls          whether clients speak TLS to it
 * @param redirectPort the port of https that requests in clear text are sent on to; 0: they are served
 * @param pac          whether clients may ask it how to use it
 * @param tellsServers whether servers are told of a client's certificate
 * @param standingFields what its answers carry
 * @param cluster      where connections are passed on to whose bytes nobody reads; empty on all other listeners
 */
public record ListenerFacts(
        String name,
        boolean forward,
        boolean tls,
        int redirectPort,
        boolean pac,
        boolean tellsServers,
        StandingFields standingFields,
        String cluster) {
    /** Whether connections are passed on as they are. */
    public boolean plain() {
        return !cluster.isEmpty();
    }

    /** The scheme that clients of a reverse listener use. */
    public String scheme() {
        return tls ? "https" : "http";
    }
}
