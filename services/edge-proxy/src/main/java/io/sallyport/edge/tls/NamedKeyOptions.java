package io.sallyport.edge.tls;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;

/**
 * The certificates of a listener in terms of Vert.x. For TCP one key manager serves all names: it sees the name in the
 * handshake. The engine of QUIC does not show it there, so Vert.x asks for a key manager by name first.
 */
final class NamedKeyOptions implements KeyCertOptions {
    private final CertificateSet certificates;
    private final boolean nameInSession;

    /** @param nameInSession whether the TLS engine tells a key manager the name that a client asks for */
    NamedKeyOptions(CertificateSet certificates, boolean nameInSession) {
        this.certificates = certificates;
        this.nameInSession = nameInSession;
    }

    @Override
    public KeyCertOptions copy() {
        return this;
    }

    @Override
    public KeyManagerFactory getKeyManagerFactory(Vertx vertx) throws Exception {
        NamedKeys keys = nameInSession ? NamedKeys.bySession(certificates) : NamedKeys.forName(certificates, null);
        return KeyCertOptions.wrap(keys).getKeyManagerFactory(vertx);
    }

    /** {@code null} for a name that gets what no name gets: Vert.x has one context for all of those. */
    @Override
    public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) {
        return name -> certificates.isFallback(name) ? null : factory(vertx, name);
    }

    private KeyManagerFactory factory(Vertx vertx, String name) {
        try {
            return KeyCertOptions.wrap(NamedKeys.forName(certificates, name)).getKeyManagerFactory(vertx);
        } catch (Exception e) {
            throw new IllegalStateException("a key manager that exists cannot be wrapped", e);
        }
    }
}
