package io.sallyport.contract.health;

import java.util.Optional;

/**
 * How the last connection to a server spoke.
 *
 * @param protocol    {@code HTTP/1.0}, {@code HTTP/1.1} or {@code h2}; empty when none was agreed on
 * @param tls         whether by TLS
 * @param certificate what the server has shown; empty without TLS
 */
public record ServerLink(String protocol, boolean tls, Optional<ServerCertificate> certificate) {
    public ServerLink {
        protocol = protocol == null ? "" : protocol;
        certificate = certificate == null ? Optional.empty() : certificate;
    }
}
