package io.sallyport.standalone.check;

import io.sallyport.contract.Problem;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate and its key, so that a wrong one is found before a listener opens. */
final class CertificateFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    private CertificateFiles(Path folder) {
        this.folder = folder;
    }

    /** Problems at the paths {@code cert} and {@code key}. */
    static List<Problem> check(Path folder, CertificateConfig pair) {
        CertificateFiles files = new CertificateFiles(folder);
        Optional<X509Certificate> leaf = files.text("cert", pair.cert()).flatMap(text -> files.leaf(pair, text));
        Optional<String> key = files.text("key", pair.key());
        if (leaf.isPresent() && key.isPresent()) {
            files.key(pair, key.get(), leaf.get().getPublicKey());
        }
        return files.problems;
    }

    private Optional<String> text(String component, String file) {
        try {
            return Optional.of(Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            add(component, file, ", which does not exist", "a PEM file");
        } catch (IOException e) {
            add(component, file, " (" + e + ")", "a PEM file that can be read");
        }
        return Optional.empty();
    }

    private Optional<X509Certificate> leaf(CertificateConfig pair, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return Optional.of((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
        } catch (CertificateException e) {
            add("cert", pair.cert(), ", which holds no certificate", "PEM, the leaf first");
            return Optional.empty();
        }
    }

    private void key(CertificateConfig pair, String text, PublicKey publicKey) {
        String algorithm = publicKey.getAlgorithm();
        Matcher matcher = KEY.matcher(text);
        if (!matcher.find()) {
            add("key", pair.key(), ", which holds no PKCS#8 key", "PEM with BEGIN PRIVATE KEY");
            return;
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (!belongTogether(key, publicKey)) {
                add("key", pair.key(), ", which belongs to another certificate", "the key of " + pair.cert());
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            add("key", pair.key(), ", which is no " + algorithm + " key", "the key of " + pair.cert());
        }
    }

    /** Signs with the one and verifies with the other; true for kinds of keys that this does not know. */
    private static boolean belongTogether(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
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
