package io.sallyport.edge.fingerprint;

import io.sallyport.edge.fingerprint.Leak.Place;
import io.sallyport.edge.fingerprint.Leak.Severity;
import java.util.ArrayList;
import java.util.List;

/** Leaks of one answer as they are found. */
final class Finds {
    private final Probe probe;
    private final List<Leak> leaks = new ArrayList<>();

    Finds(Probe probe) {
        this.probe = probe;
    }

    Outsider outsider() {
        return probe.outsider();
    }

    /** Where in an answer something stands, and what would take it out. */
    record Spot(Place where, String name, String remedy) {}

    void add(Spot spot, String value, Severity severity, String what) {
        leaks.add(new Leak(
                probe.outsider().route(),
                probe.outsider().listener(),
                probe.name(),
                spot.where().token(),
                spot.name(),
                value,
                severity.token(),
                what,
                spot.remedy(),
                1));
    }

    List<Leak> all() {
        return leaks;
    }
}
