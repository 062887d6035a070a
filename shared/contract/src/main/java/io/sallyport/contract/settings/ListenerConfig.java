package io.sallyport.contract.settings;

import io.sallyport.contract.HostPort;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One bound address.
 *
 * @param name      unique; rules and records use it
 * @param mode      which side of the suite it serves
 * @param bind      address; port 0 takes a free one
 * @param protocols HTTP versions served; default: HTTP/1.1 and HTTP/2
 * @param tls       present: TLS only; absent: clear text only
 */
public record ListenerConfig(String name, Mode mode, HostPort bind, Set<Protocol> protocols, Optional<TlsConfig> tls) {

    /** What a listener does with a request. */
    public enum Mode {
        REVERSE,
        FORWARD
    }

    /** HTTP versions; written {@code http/1.1} and {@code h2}. */
    public enum Protocol {
        HTTP_1_1("http/1.1"),
        H2("h2");

        private final String token;

        Protocol(String token) {
            this.token = token;
        }

        /** The name as ALPN and the configuration write it. */
        public String token() {
            return token;
        }

        /** Reads the ALPN name. */
        public static Protocol parse(String text) {
            for (Protocol protocol : values()) {
                if (protocol.token.equals(text)) {
                    return protocol;
                }
            }
            throw new IllegalArgumentException("found \"" + text + "\", allowed: http/1.1, h2");
        }
    }

    /**
     * Certificates of a listener.
     *
     * @param certificates one or more; the first is used for names that none matches
     */
    public record TlsConfig(List<CertificateConfig> certificates) {
        public TlsConfig {
            Require.present(certificates, "certificates", "a list of {cert, key}");
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("certificates: found none, allowed: one or more {cert, key}");
            }
        }
    }

    /**
     * PEM files, relative to the configuration folder.
     *
     * @param cert certificate chain, leaf first
     * @param key  private key in PKCS#8
     */
    public record CertificateConfig(String cert, String key) {
        public CertificateConfig {
            Require.present(cert, "cert", "a PEM file");
            Require.present(key, "key", "a PEM file");
        }
    }

    public ListenerConfig {
        Require.name(name, "name");
        Require.present(mode, "mode", "reverse or forward");
        Require.present(bind, "bind", "an address such as 127.0.0.1:8080");
        protocols = protocols == null || protocols.isEmpty()
                ? Set.copyOf(EnumSet.allOf(Protocol.class))
                : Set.copyOf(protocols);
        tls = tls == null ? Optional.empty() : tls;
    }
}
