package io.sallyport.kit.certificate;

import io.sallyport.contract.health.ServerCertificate;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a server's certificate says, cut to what a message may hold. Texts in it are the server's: they are not believed. */
public final class ShownCertificate {
    private static final int NAME_MAX = 256;
    private static final int NAMES_MAX = 20;

    /** Kinds of names in RFC 5280 section 4.2.1.6. */
    private static final int DNS = 2;

    private static final int ADDRESS = 7;

    private ShownCertificate() {}

    /** Of a chain the leaf, which comes first; empty when there is none, or it is of another kind. */
    public static Optional<ServerCertificate> of(List<? extends Certificate> chain) {
        return chain.isEmpty() || !(chain.get(0) instanceof X509Certificate leaf)
                ? Optional.empty()
                : Optional.of(of(leaf));
    }

    /** Trusted, as far as it can tell. */
    public static ServerCertificate of(X509Certificate leaf) {
        return new ServerCertificate(
                plain(leaf.getSubjectX500Principal().getName()),
                plain(leaf.getIssuerX500Principal().getName()),
                names(leaf),
                leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant(),
                "");
    }

    private static List<String> names(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.get(0).equals(DNS) || name.get(0).equals(ADDRESS))
                            .map(name -> plain(String.valueOf(name.get(1))))
                            .limit(NAMES_MAX)
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** One line that any log and page can show. */
    private static String plain(String text) {
        String cut = text.length() <= NAME_MAX ? text : text.substring(0, NAME_MAX);
        StringBuilder shown = new StringBuilder(cut.length());
        cut.chars().forEach(c -> shown.append(c < ' ' || c == 127 ? '?' : (char) c));
        return shown.toString();
    }
}
