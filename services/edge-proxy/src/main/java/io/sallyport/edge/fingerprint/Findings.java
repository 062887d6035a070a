package io.sallyport.edge.fingerprint;

import io.sallyport.edge.fingerprint.Leak.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a run has found, each thing once, up to a bound. */
final class Findings {
    private static final int MAX = 500;

    private final Map<String, Leak> leaks = new LinkedHashMap<>();
    private final Set<String> unanswered = new LinkedHashSet<>();

    synchronized void add(Leak leak) {
        Leak before = leaks.get(leak.key());
        if (before != null) {
            leaks.put(leak.key(), before.again());
        } else if (leaks.size() < MAX) {
            leaks.put(leak.key(), leak);
        }
    }

    synchronized void unanswered(String what) {
        if (unanswered.size() < MAX) {
            unanswered.add(what);
        }
    }

    void unanswered(Probe probe, String why) {
        String route = probe.outsider().route();
        unanswered((route.isEmpty() ? "" : "route " + route + ", ") + "listener "
                + probe.listener().name() + ", " + probe.name() + ": " + why);
    }

    /** The worst first. */
    synchronized List<Leak> leaks() {
        List<Leak> sorted = new ArrayList<>(leaks.values());
        sorted.sort(Comparator.comparingInt(Findings::rank).thenComparing(Leak::route));
        return sorted;
    }

    private static int rank(Leak leak) {
        return Severity.valueOf(leak.severity().toUpperCase(Locale.ROOT)).ordinal();
    }

    synchronized List<String> unanswered() {
        return List.copyOf(unanswered);
    }
}
