package io.sallyport.edge.pool;

import io.sallyport.routing.engine.EndpointView;

/**
 * Where connections go, whatever they are for.
 *
 * @param tls whether by TLS
 */
public record OriginAddress(String host, int port, boolean tls) {
    /** Of an endpoint. */
    public static OriginAddress of(EndpointView endpoint) {
        return new OriginAddress(
                endpoint.host(), endpoint.port(), endpoint.transport().tls());
    }

    static OriginAddress of(Origin origin) {
        return new OriginAddress(origin.host(), origin.port(), origin.wire().isTls());
    }
}
