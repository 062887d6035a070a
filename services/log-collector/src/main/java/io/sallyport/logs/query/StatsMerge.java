package io.sallyport.logs.query;

import io.sallyport.logs.query.StatsRow.Sums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the figures of several collectors together. Each of them has told the largest of its groups apart; a group that is
 * large in all of them is counted exactly, one that is small in some of them is there counted among the others.
 */
public final class StatsMerge {
    private static final Comparator<StatsRow> ORDER = Comparator.comparingLong(StatsRow::slotMicros)
            .thenComparing(Comparator.comparingLong((StatsRow row) -> row.sums().count())
                    .reversed())
            .thenComparing(row -> String.valueOf(row.group()));

    private StatsMerge() {}

    /** Slot and group; a {@code null} group stands for the others. */
    private record Key(long slot, List<String> group) {}

    /** One row per slot and group, by slot and then the largest first. */
    public static List<StatsRow> merge(List<List<StatsRow>> answers, int top) {
        Set<List<String>> largest = largest(answers, top);
        Map<Key, StatsRow> merged = new LinkedHashMap<>();
        for (List<StatsRow> rows : answers) {
            for (StatsRow row : rows) {
                List<String> group = largest.contains(row.group()) ? row.group() : null;
                Key key = new Key(row.slotMicros(), group);
                StatsRow sum = merged.computeIfAbsent(
                        key, absent -> new StatsRow(row.slotMicros(), group, Sums.NONE, new Latencies()));
                sum.latencies().add(row.latencies());
                merged.put(key, new StatsRow(sum.slotMicros(), group, sum.sums().plus(row.sums()), sum.latencies()));
            }
        }
        List<StatsRow> sorted = new ArrayList<>(merged.values());
        sorted.sort(ORDER);
        return sorted;
    }

    private static Set<List<String>> largest(List<List<StatsRow>> answers, int top) {
        Map<List<String>, Long> counts = new HashMap<>();
        for (List<StatsRow> rows : answers) {
            for (StatsRow row : rows) {
                if (!row.isOther()) {
                    counts.merge(row.group(), row.sums().count(), Long::sum);
                }
            }
        }
        Comparator<Map.Entry<List<String>, Long>> largestFirst = Map.Entry.<List<String>, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().toString());
        return counts.entrySet().stream()
                .sorted(largestFirst)
                .limit(top)
                .map(Map.Entry::getKey)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
