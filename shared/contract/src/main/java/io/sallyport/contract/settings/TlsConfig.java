package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.util.List;
import java.util.Optional;

/**
 * TLS of a listener.
 *
 * @param certificates one or more; each serves the names that it holds, the first also clients that name none of them
 * @param minVersion   the oldest version spoken; default: 1.2
 * @param ciphers      suites of TLS 1.2, by their IANA names; empty: those with forward secrecy and authenticated
 *                     encryption. Those of TLS 1.3 are all sound and not a matter of choice
 * @param unknownNames what a client gets that asks for a name which no certificate holds, or for none
 * @param hsts         present: clients are told to come by TLS only
 * @param clientAuth   whether clients show a certificate of their own
 */
public record TlsConfig(
        List<CertificateConfig> certificates,
        Version minVersion,
        List<String> ciphers,
        UnknownNames unknownNames,
        Optional<HstsConfig> hsts,
        ClientAuthConfig clientAuth) {

    /** Versions of TLS; written {@code 1.2} and {@code 1.3}. */
    public enum Version {
        TLS_1_2("1.2"),
        TLS_1_3("1.3");

        private final String token;

        Version(String token) {
            this.token = token;
        }

        /** The number as the configuration writes it. */
        public String token() {
            return token;
        }

        /** Reads the number of the version. */
        public static Version parse(String text) {
            for (Version version : values()) {
                if (version.token.equals(text)) {
                    return version;
                }
            }
            throw new IllegalArgumentException("found \"" + text + "\", allowed: 1.2, 1.3");
        }
    }

    /** What a client gets whose name no certificate holds. */
    public enum UnknownNames {
        /** The first certificate. */
        DEFAULT,
        /** An end of the handshake, without a certificate. */
        REFUSE
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

    public TlsConfig {
        Require.present(certificates, "certificates", "a list of {cert, key}");
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("certificates: found none, allowed: one or more {cert, key}");
        }
        minVersion = minVersion == null ? Version.TLS_1_2 : minVersion;
        ciphers = ciphers == null ? List.of() : List.copyOf(ciphers);
        unknownNames = unknownNames == null ? UnknownNames.DEFAULT : unknownNames;
        hsts = hsts == null ? Optional.empty() : hsts;
        clientAuth = clientAuth == null ? ClientAuthConfig.NONE : clientAuth;
    }

    /** Certificates, and everything else as it is usual. */
    public TlsConfig(List<CertificateConfig> certificates) {
        this(certificates, null, null, null, null, null);
    }
}
