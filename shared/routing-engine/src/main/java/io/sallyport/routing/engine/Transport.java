package io.sallyport.routing.engine;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.Protocol;
import io.sallyport.contract.route.ClusterDocument.ProxyProtocol;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;

/**
 * How an endpoint is spoken to.
 *
 * @param protocol      what is spoken
 * @param tls           whether by TLS
 * @param trust         what is trusted then; without TLS it says nothing
 * @param proxyProtocol header sent before anything else
 */
public record Transport(Protocol protocol, boolean tls, UpstreamTlsDocument trust, ProxyProtocol proxyProtocol) {
    private static final UpstreamTlsDocument USUAL = new UpstreamTlsDocument(null, null, null, null, null);

    /** HTTP/1.1 in clear text. */
    public static final Transport PLAIN = new Transport(Protocol.HTTP_1_1, false, USUAL, ProxyProtocol.NONE);

    public static Transport of(ClusterDocument cluster, EndpointDocument endpoint) {
        boolean tls = endpoint.tls();
        Protocol protocol = !tls && cluster.protocol() == Protocol.AUTO ? Protocol.HTTP_1_1 : cluster.protocol();
        Transport transport =
                new Transport(protocol, tls, tls ? cluster.tls().orElse(USUAL) : USUAL, cluster.proxyProtocol());
        return transport.equals(PLAIN) ? PLAIN : transport;
    }

    /** Whether it is {@link #PLAIN}, which needs no look-up. */
    public boolean isPlain() {
        return this == PLAIN;
    }
}
