package io.sallyport.kit.certificate;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** PEM files of certificates: certificates, or a CertificateException. */
public final class CertificateReaderTarget {
    private CertificateReaderTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.utf8(input);
        List<X509Certificate> read = Cost.of(input.length, () -> {
            try {
                return CertificateReader.certificates(text);
            } catch (CertificateException refusal) {
                return List.of();
            }
        });
        Check.that(read.isEmpty() || text.contains("-----BEGIN"), "certificates out of nowhere");
    }
}
