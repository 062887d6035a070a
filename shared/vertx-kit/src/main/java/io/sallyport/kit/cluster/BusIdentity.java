package io.sallyport.kit.cluster;

import io.sallyport.contract.settings.BusTlsConfig;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import io.sallyport.kit.certificate.CertificateReader;
import io.sallyport.kit.certificate.ServedCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What makes this process a member: its certificate, and the authorities that it believes.
 *
 * @param context for handshakes in which both sides show a certificate
 * @param ends    when the certificate of this member is over
 */
public record BusIdentity(SSLContext context, Instant ends) {
    /**
     * Reads the files.
     *
     * @throws IllegalStateException when one of them is not what it should be
     */
    public static BusIdentity read(Path folder, BusTlsConfig tls) {
        CertificateConfig pair = new CertificateConfig(tls.cert(), tls.key());
        try {
            CertificateReader.Reading reading =
                    CertificateReader.read(pair, text(folder, tls.cert()), text(folder, tls.key()));
            ServedCertificate own = reading.certificate()
                    .orElseThrow(() -> new IllegalStateException(
                            "bus.tls." + reading.problems().get(0)));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys(own).getKeyManagers(),
                    authorities(text(folder, tls.ca())).getTrustManagers(),
                    null);
            return new BusIdentity(context, own.leaf().getNotAfter().toInstant());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("bus.tls: " + e.getMessage(), e);
        }
    }

    private static String text(Path folder, String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    }

    private static KeyManagerFactory keys(ServedCertificate own) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        char[] none = new char[0];
        store.setKeyEntry("own", own.key(), none, own.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        return keys;
    }

    private static TrustManagerFactory authorities(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        int number = 0;
        for (X509Certificate authority : CertificateReader.certificates(pem)) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory authorities = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        authorities.init(store);
        return authorities;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
