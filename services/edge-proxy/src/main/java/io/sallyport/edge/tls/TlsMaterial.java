package io.sallyport.edge.tls;

import io.sallyport.contract.settings.ClientAuthConfig;
import io.sallyport.contract.settings.TlsConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the handshakes of a listener work with at one time: certificates with their keys, and the authorities of
 * clients. Immutable; a changed file makes another.
 */
public final class TlsMaterial {
    /** Suites of TLS 1.3 (RFC 8446 appendix B.4): none of them is weak. */
    private static final List<String> SUITES_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    /** Of TLS 1.2 those with forward secrecy and authenticated encryption (RFC 9325 section 4.2). */
    private static final List<String> SUITES_1_2 = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final TlsConfig config;
    private final CertificateSet certificates;
    private final String authorities;

    /** @param authorities PEM text; empty when clients show no certificate */
    TlsMaterial(TlsConfig config, CertificateSet certificates, String authorities) {
        this.config = config;
        this.certificates = certificates;
        this.authorities = authorities;
    }

    /** For HTTP/1.1 and HTTP/2. @param handshake the longest that one may take */
    public ServerSSLOptions forTcp(Duration handshake) {
        ServerSSLOptions options = options(handshake).setUseAlpn(true);
        options.setKeyCertOptions(new NamedKeyOptions(certificates, true));
        options.setEnabledSecureTransportProtocols(
                config.minVersion() == TlsConfig.Version.TLS_1_3 ? Set.of("TLSv1.3") : Set.of("TLSv1.2", "TLSv1.3"));
        suites().forEach(options::addEnabledCipherSuite);
        return options;
    }

    /** For HTTP/3, whose TLS is 1.3 and whose suites are not a matter of choice (RFC 9001 section 4.2). */
    public ServerSSLOptions forQuic(Duration handshake) {
        return options(handshake).setSni(true).setKeyCertOptions(new NamedKeyOptions(certificates, false));
    }

    private ServerSSLOptions options(Duration handshake) {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setSslHandshakeTimeout(handshake.toMillis()).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        if (config.clientAuth().mode() != ClientAuthConfig.Mode.NONE) {
            options.setClientAuth(
                    config.clientAuth().mode() == ClientAuthConfig.Mode.REQUIRE
                            ? ClientAuth.REQUIRED
                            : ClientAuth.REQUEST);
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authorities)));
        }
        return options;
    }

    private List<String> suites() {
        List<String> suites = new ArrayList<>(SUITES_1_3);
        suites.addAll(config.ciphers().isEmpty() ? SUITES_1_2 : config.ciphers());
        return suites;
    }

    /** When the first of the certificates ends to be valid. */
    public Instant expiresAt() {
        return certificates.expiresAt();
    }
}
