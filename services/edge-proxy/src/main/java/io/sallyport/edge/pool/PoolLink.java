package io.sallyport.edge.pool;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * How a connection to an origin speaks. The chain is as the handshake left it: what it says is read by who tells of it, and not
 * for each connection.
 *
 * @param protocol {@code HTTP/1.1} or {@code h2}
 * @param chain    what the origin has shown, leaf first; empty without TLS
 */
public record PoolLink(String protocol, boolean tls, List<Certificate> chain) {
    static PoolLink of(HttpConnection connection) {
        String protocol = connection.protocolVersion() == HttpVersion.HTTP_2 ? "h2" : "HTTP/1.1";
        return new PoolLink(protocol, connection.isSsl(), chain(connection));
    }

    private static List<Certificate> chain(HttpConnection connection) {
        try {
            return connection.isSsl() ? connection.peerCertificates() : List.of();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
