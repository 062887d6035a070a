package io.sallyport.edge.fingerprint;

import io.sallyport.edge.fingerprint.Leak.Place;
import java.util.List;

/** Searches all parts of an answer. Takes time that grows with it: not for an event loop. */
final class LeakSearch {
    private LeakSearch() {}

    /**
     * Everything that tells of a server.
     *
     * @param answer the answer's bytes; none for no answer
     * @param names  in the listener's certificate
     */
    static List<Leak> of(Probe probe, byte[] answer, List<String> names) {
        Finds finds = new Finds(probe);
        ProbeAnswer read = ProbeAnswer.parse(answer);
        FieldLeaks.search(read.fields(), Place.HEADER, finds);
        FieldLeaks.search(read.trailers(), Place.TRAILER, finds);
        BodyLeaks.search(read, finds);
        CertificateLeaks.search(names, probe.listener().bind().host(), finds);
        return finds.all();
    }
}
