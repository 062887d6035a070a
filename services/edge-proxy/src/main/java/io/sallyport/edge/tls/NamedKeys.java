package io.sallyport.edge.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the certificate of a handshake by the name that the client asks for and by the kind of key that it can verify.
 * An alias is the number of a certificate. Safe from any thread.
 */
final class NamedKeys extends X509ExtendedKeyManager {
    private final CertificateSet certificates;
    private final Function<SSLEngine, String> nameOf;

    private NamedKeys(CertificateSet certificates, Function<SSLEngine, String> nameOf) {
        this.certificates = certificates;
        this.nameOf = nameOf;
    }

    /** Reads the name from each handshake. */
    static NamedKeys bySession(CertificateSet certificates) {
        return new NamedKeys(certificates, NamedKeys::requested);
    }

    /** For handshakes whose name is known already; {@code null} for none. */
    static NamedKeys forName(CertificateSet certificates, String name) {
        return new NamedKeys(certificates, engine -> name);
    }

    private static String requested(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName();
                }
            }
        }
        return null;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        for (int number : certificates.choicesFor(nameOf.apply(engine))) {
            if (certificates.get(number).keyType().equals(keyType)) {
                return Integer.toString(number);
            }
        }
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return certificates.get(Integer.parseInt(alias)).chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return certificates.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        List<String> aliases = IntStream.range(0, certificates.size())
                .filter(number -> certificates.get(number).keyType().equals(keyType))
                .mapToObj(Integer::toString)
                .toList();
        return aliases.isEmpty() ? null : aliases.toArray(new String[0]);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
