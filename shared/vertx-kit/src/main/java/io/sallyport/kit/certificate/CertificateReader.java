package io.sallyport.kit.certificate;

import io.sallyport.contract.Problem;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a certificate and its key, so that a wrong one is found before anybody meets it. */
public final class CertificateReader {
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";

    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final CertificateConfig pair;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param certificate present when there is no problem
     * @param problems    at the paths {@code cert} and {@code key}
     */
    public record Reading(Optional<ServedCertificate> certificate, List<Problem> problems) {}

    private CertificateReader(CertificateConfig pair) {
        this.pair = pair;
    }

    /** Reads the texts of the two files. */
    public static Reading read(CertificateConfig pair, String cert, String key) {
        CertificateReader reader = new CertificateReader(pair);
        List<X509Certificate> chain = reader.chain(cert);
        Optional<PrivateKey> fitting = chain.isEmpty()
                ? Optional.empty()
                : reader.key(key, chain.get(0).getPublicKey());
        return new Reading(fitting.map(found -> new ServedCertificate(pair.cert(), chain, found)), reader.problems);
    }

    /**
     * Reads certificates, one after the other.
     *
     * @throws CertificateException when there is none, or one that cannot be read
     */
    public static List<X509Certificate> certificates(String text) throws CertificateException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<X509Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (found.isEmpty()) {
            throw new CertificateException("none there");
        }
        return found;
    }

    private List<X509Certificate> chain(String text) {
        try {
            return certificates(text);
        } catch (CertificateException e) {
            add("cert", pair.cert(), ", which holds no certificate", "PEM, the leaf first");
            return List.of();
        }
    }

    private Optional<PrivateKey> key(String text, PublicKey publicKey) {
        String algorithm = publicKey.getAlgorithm();
        int begin = text.indexOf(KEY_BEGIN);
        int end = text.indexOf(KEY_END, Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            add("key", pair.key(), ", which holds no PKCS#8 key", "PEM with BEGIN PRIVATE KEY");
            return Optional.empty();
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (belongTogether(key, publicKey)) {
                return Optional.of(key);
            }
            add("key", pair.key(), ", which belongs to another certificate", "the key of " + pair.cert());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            add("key", pair.key(), ", which is no " + algorithm + " key", "the key of " + pair.cert());
        }
        return Optional.empty();
    }

    /** Signs with the one and verifies with the other; true for kinds of keys that this does not know. */
    public static boolean belongTogether(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        String algorithm = SIGNATURES.get(publicKey.getAlgorithm());
        if (algorithm == null) {
            return true;
        }
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        return signature.verify(signed);
    }

    private void add(String component, String file, String what, String allowed) {
        problems.add(new Problem(component, '"' + file + '"' + what, allowed));
    }
}
