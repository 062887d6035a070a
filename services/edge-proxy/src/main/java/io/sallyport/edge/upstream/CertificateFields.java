package io.sallyport.edge.upstream;

import io.sallyport.edge.client.ClientCertificate;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** Tells a server of a client's certificate. No client's own word for these fields ever travels. */
final class CertificateFields {
    private static final CharSequence SUBJECT = HttpHeaders.createOptimized("x-client-cert-subject");
    private static final CharSequence NAMES = HttpHeaders.createOptimized("x-client-cert-names");
    private static final CharSequence FINGERPRINT = HttpHeaders.createOptimized("x-client-cert-fingerprint");

    private CertificateFields() {}

    static void write(ClientCertificate certificate, MultiMap to) {
        if (certificate == null) {
            return;
        }
        to.add(SUBJECT, printable(certificate.subject()));
        if (!certificate.names().isEmpty()) {
            to.add(NAMES, printable(String.join(", ", certificate.names())));
        }
        to.add(FINGERPRINT, certificate.fingerprint());
    }

    /** Bytes of UTF-8 that a field may not hold, and the percent sign, as {@code %XX}. */
    private static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (each >= ' ' && each < 0x7f && each != '%') {
                safe.append((char) each);
            } else {
                safe.append('%')
                        .append(Character.forDigit(each >> 4 & 0xf, 16))
                        .append(Character.forDigit(each & 0xf, 16));
            }
        }
        return safe.toString();
    }
}
