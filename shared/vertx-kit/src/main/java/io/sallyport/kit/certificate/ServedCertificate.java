package io.sallyport.kit.certificate;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A certificate that we show, with its key.
 *
 * @param file  the certificate's file as configured
 * @param chain leaf first; never empty
 * @param key   belongs to the leaf
 */
public record ServedCertificate(String file, List<X509Certificate> chain, PrivateKey key) {
    private static final int DNS = 2;

    public ServedCertificate {
        chain = List.copyOf(chain);
    }

    public X509Certificate leaf() {
        return chain.get(0);
    }

    /** When the first certificate of the chain ends to be valid. */
    public Instant expiresAt() {
        return chain.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** {@code RSA}, {@code EC} or {@code EdDSA}. */
    public String keyType() {
        return leaf().getPublicKey().getAlgorithm();
    }

    /** The DNS names that it holds, in lower case; a first label {@code *} stands for any one label. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (List<?> name : alternatives()) {
            if ((Integer) name.get(0) == DNS) {
                names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private Collection<List<?>> alternatives() {
        try {
            Collection<List<?>> alternatives = leaf().getSubjectAlternativeNames();
            return alternatives == null ? List.of() : alternatives;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
