package io.sallyport.edge.fingerprint;

import io.sallyport.edge.fingerprint.Finds.Spot;
import io.sallyport.edge.fingerprint.Leak.Place;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Searches the names in a listener's certificate: anybody who connects can read them all. */
final class CertificateLeaks {
    private static final String REMEDY = "listeners[].tls.certificates: one without inside names";

    private CertificateLeaks() {}

    /** @param dialled the listener's own address, which everybody knows who has come this far */
    static void search(List<String> names, String dialled, Finds finds) {
        for (String name : names) {
            if (name.equals(dialled)) {
                continue;
            }
            Traces.places(name, new Spot(Place.CERTIFICATE, "certificate", REMEDY), finds);
        }
    }

    /** Subject and alternative names of the leaf. */
    static List<String> names(List<Certificate> chain) {
        List<String> names = new ArrayList<>();
        if (!chain.isEmpty() && chain.get(0) instanceof X509Certificate leaf) {
            names.add(leaf.getSubjectX500Principal().getName());
            try {
                Collection<List<?>> others = leaf.getSubjectAlternativeNames();
                if (others != null) {
                    others.forEach(other -> names.add(String.valueOf(other.get(1))));
                }
            } catch (CertificateParsingException e) {
                return names; // what cannot be read tells nothing
            }
        }
        return names;
    }
}
