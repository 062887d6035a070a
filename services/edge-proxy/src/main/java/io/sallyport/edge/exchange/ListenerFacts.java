package io.sallyport.edge.exchange;

/**
 * What an exchange knows of the listener it came in by.
 *
 * @param name    as configured
 * @param forward whether clients name any target, instead of being routed
 * @param tls     whether clients speak TLS to it
 */
public record ListenerFacts(String name, boolean forward, boolean tls) {
    /** The scheme that clients of a reverse listener use. */
    public String scheme() {
        return tls ? "https" : "http";
    }
}
