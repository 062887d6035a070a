package io.sallyport.edge.selftest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a run has found, each thing once, up to a bound. Owner: the run's context. */
final class Findings {
    private static final int MAX = 300;

    private final Map<String, AnonymityLeak> leaks = new LinkedHashMap<>();
    private final Set<String> unanswered = new LinkedHashSet<>();

    void add(AnonymityLeak leak) {
        AnonymityLeak before = leaks.get(leak.key());
        if (before != null) {
            leaks.put(leak.key(), before.again());
        } else if (leaks.size() < MAX) {
            leaks.put(leak.key(), leak);
        }
    }

    void unanswered(String what) {
        if (unanswered.size() < MAX) {
            unanswered.add(what);
        }
    }

    /** The worst first. */
    List<AnonymityLeak> leaks() {
        List<AnonymityLeak> sorted = new ArrayList<>(leaks.values());
        sorted.sort(Comparator.comparing(leak -> LeakKind.valueOf(leak.kind().toUpperCase(Locale.ROOT))));
        return sorted;
    }

    List<String> unanswered() {
        return List.copyOf(unanswered);
    }
}
