package io.sallyport.edge.client;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The certificate that a client has shown. There is one only if it comes from an authority of the listener and was
 * valid at the handshake, so whoever holds one has been verified.
 *
 * @param subject     distinguished name as RFC 2253 writes it
 * @param names       subject alternative names as {@code type:value}: {@code dns:}, {@code email:}, {@code uri:},
 *                    {@code ip:}; others are left out
 * @param fingerprint SHA-256 over the certificate, 64 lower-case hexadecimal digits
 */
public record ClientCertificate(String subject, List<String> names, String fingerprint) {
    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;
    /** More names than any sound certificate has; the rest is not looked at. */
    private static final int MAX_NAMES = 32;

    public ClientCertificate {
        names = List.copyOf(names);
    }

    /** The one of a session; {@code null} when the client has shown none. */
    static ClientCertificate of(SSLSession session) {
        if (session == null) {
            return null;
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate leaf ? of(leaf) : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    static ClientCertificate of(X509Certificate leaf) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded());
            return new ClientCertificate(
                    leaf.getSubjectX500Principal().getName(),
                    names(leaf),
                    HexFormat.of().formatHex(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that the handshake took cannot be read", e);
        }
    }

    private static List<String> names(X509Certificate leaf) throws GeneralSecurityException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> name : alternatives) {
                String prefix = prefix((Integer) name.get(0));
                if (prefix != null && names.size() < MAX_NAMES) {
                    names.add(prefix + name.get(1));
                }
            }
        }
        return names;
    }

    private static String prefix(int type) {
        return switch (type) {
            case EMAIL -> "email:";
            case DNS -> "dns:";
            case URI -> "uri:";
            case IP -> "ip:";
            default -> null;
        };
    }
}
