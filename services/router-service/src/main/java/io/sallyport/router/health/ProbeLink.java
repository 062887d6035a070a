package io.sallyport.router.health;

import io.sallyport.contract.health.ServerCertificate;
import io.sallyport.contract.health.ServerLink;
import io.sallyport.kit.certificate.ShownCertificate;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** How a connection of a probe speaks. */
final class ProbeLink {
    private ProbeLink() {}

    static ServerLink of(HttpClientConnection connection) {
        String protocol = connection.protocolVersion() == HttpVersion.HTTP_2 ? "h2" : "HTTP/1.1";
        return new ServerLink(protocol, connection.isSsl(), certificate(connection));
    }

    private static Optional<ServerCertificate> certificate(HttpClientConnection connection) {
        try {
            return connection.isSsl() ? ShownCertificate.of(connection.peerCertificates()) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** The same, not trusted for a reason. */
    static ServerLink refused(ServerLink seen, String reason) {
        return new ServerLink(seen.protocol(), seen.tls(), seen.certificate().map(shown -> shown.refused(reason)));
    }
}
