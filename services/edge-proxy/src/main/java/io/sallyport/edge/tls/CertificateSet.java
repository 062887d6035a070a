package io.sallyport.edge.tls;

import io.sallyport.contract.settings.TlsConfig.UnknownNames;
import io.sallyport.kit.certificate.ServedCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The certificates of a listener by the names that they hold. Several may hold one name, such as an ECDSA and an RSA
 * one; which of them a client gets is for its algorithms to say. Immutable.
 */
final class CertificateSet {
    private final List<ServedCertificate> all;
    private final UnknownNames unknownNames;
    private final Map<String, List<Integer>> exact = new HashMap<>();
    /** By what follows the first label, with its dot: {@code .example.org}. */
    private final Map<String, List<Integer>> wildcards = new HashMap<>();

    private final List<Integer> fallback;

    /** @param all one or more, the first is the default's */
    CertificateSet(List<ServedCertificate> all, UnknownNames unknownNames) {
        this.all = List.copyOf(all);
        this.unknownNames = unknownNames;
        for (int i = 0; i < all.size(); i++) {
            for (String name : all.get(i).names()) {
                boolean wildcard = name.startsWith("*.");
                Map<String, List<Integer>> index = wildcard ? wildcards : exact;
                index.computeIfAbsent(wildcard ? name.substring(1) : name, key -> new ArrayList<>())
                        .add(i);
            }
        }
        fallback = unknownNames == UnknownNames.REFUSE ? List.of() : sharingNamesWithFirst();
    }

    /** The first, and those that hold all names that it holds, so that a default may be of two kinds as well. */
    private List<Integer> sharingNamesWithFirst() {
        List<Integer> same = new ArrayList<>(List.of(0));
        List<String> names = all.get(0).names();
        for (int i = 1; i < all.size(); i++) {
            if (!names.isEmpty() && all.get(i).names().containsAll(names)) {
                same.add(i);
            }
        }
        return same;
    }

    /**
     * Numbers of the certificates for a name, in configured order; an exact name goes before a wildcard. Empty: none, and
     * the client is to be refused.
     *
     * @param name as the client sent it; {@code null} when it named nobody
     */
    List<Integer> choicesFor(String name) {
        if (name == null) {
            return fallback;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        List<Integer> found = exact.get(lower);
        if (found == null) {
            int dot = lower.indexOf('.');
            found = dot < 1 ? null : wildcards.get(lower.substring(dot));
        }
        return found == null ? fallback : found;
    }

    /** Whether a name gets the same as none. */
    boolean isFallback(String name) {
        return choicesFor(name).equals(fallback);
    }

    ServedCertificate get(int number) {
        return all.get(number);
    }

    int size() {
        return all.size();
    }

    /** Whether a client may be refused for its name. */
    boolean refuses() {
        return unknownNames == UnknownNames.REFUSE;
    }

    /** When the first of them ends to be valid. */
    Instant expiresAt() {
        return all.stream()
                .map(ServedCertificate::expiresAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
