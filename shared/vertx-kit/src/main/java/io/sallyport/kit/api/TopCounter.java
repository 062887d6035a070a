package io.sallyport.kit.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A counter for each of many names, such as the rules of a policy, of which only those that count most are shown; the rest is
 * shown together as {@code other}. Safe from any thread; counting a known name costs a look-up and one {@link LongAdder}.
 */
public final class TopCounter {
    /** Names that are shown. */
    static final int SHOWN = 50;

    /** Names that are counted apart; what comes beyond goes into {@code other} for good. */
    static final int TRACKED = 2000;

    static final String OTHER = "other";

    /*
     * No series that is shown ever falls, whichever names are shown when: what has come since the last look is added to a
     * name's own total if it is shown now, else to that of the others. A name that comes back goes on where it stopped.
     */
    private static final class Tally {
        private final LongAdder count = new LongAdder();
        private long seen;
        private long own;
    }

    private final ConcurrentMap<String, Tally> tallies = new ConcurrentHashMap<>();
    private final LongAdder beyond = new LongAdder();
    private long others;

    TopCounter() {}

    public void increment(String name) {
        Tally tally = tallies.get(name);
        if (tally == null && tallies.size() < TRACKED) {
            tally = tallies.computeIfAbsent(name, first -> new Tally());
        }
        (tally == null ? beyond : tally.count).increment();
    }

    /** What is to be shown, by name. */
    synchronized Map<String, Long> shown() {
        Map<Tally, Long> now = new HashMap<>();
        tallies.values().forEach(tally -> now.put(tally, tally.count.sum()));
        Set<Tally> top = top(now);
        now.forEach((tally, count) -> {
            long fresh = count - tally.seen;
            tally.seen = count;
            if (top.contains(tally)) {
                tally.own += fresh;
            } else {
                others += fresh;
            }
        });
        Map<String, Long> shown = new TreeMap<>();
        tallies.forEach((name, tally) -> {
            if (top.contains(tally)) {
                shown.put(name, tally.own);
            }
        });
        long rest = others + beyond.sum();
        if (rest > 0) {
            shown.merge(OTHER, rest, Long::sum);
        }
        return shown;
    }

    private static Set<Tally> top(Map<Tally, Long> counts) {
        List<Map.Entry<Tally, Long>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        Set<Tally> top = new HashSet<>();
        sorted.stream().limit(SHOWN).forEach(entry -> top.add(entry.getKey()));
        return top;
    }
}
