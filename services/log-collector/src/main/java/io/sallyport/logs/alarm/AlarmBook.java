package io.sallyport.logs.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which alarms stand, and since when. Owner: who calls it; {@link #standing()} is safe from any thread. */
final class AlarmBook {
    static final int ALARMS_MAX = 1000;

    private static final Comparator<Alarm> ORDER = Comparator.comparing(Alarm::severity) // critical before warning
            .thenComparing(Alarm::kind)
            .thenComparing(Alarm::subject);

    private final Map<String, Instant> firstSeen = new HashMap<>();
    private volatile List<Alarm> standing = List.of();

    /** What has begun and ended with a look. */
    record Change(List<Alarm> begun, List<Alarm> ended) {}

    Change look(List<Finding> found, Instant now) {
        Map<String, Alarm> next = new HashMap<>();
        Map<String, Instant> seen = new HashMap<>();
        for (Finding finding : found) {
            if (seen.size() < ALARMS_MAX || seen.containsKey(finding.id())) {
                Instant first = firstSeen.getOrDefault(finding.id(), now);
                seen.putIfAbsent(finding.id(), first);
                if (!now.isBefore(first.plus(finding.kind().grace()))) {
                    next.putIfAbsent(finding.id(), Alarm.of(finding, first));
                }
            }
        }
        firstSeen.clear();
        firstSeen.putAll(seen);
        return replace(next);
    }

    private Change replace(Map<String, Alarm> next) {
        Map<String, Alarm> before = new HashMap<>();
        standing.forEach(alarm -> before.put(alarm.id(), alarm));
        List<Alarm> sorted = new ArrayList<>(next.values());
        sorted.sort(ORDER);
        standing = List.copyOf(sorted);
        return new Change(
                standing.stream()
                        .filter(alarm -> !before.containsKey(alarm.id()))
                        .toList(),
                before.values().stream()
                        .filter(alarm -> !next.containsKey(alarm.id()))
                        .sorted(ORDER)
                        .toList());
    }

    /** Critical ones first, then by kind and subject. */
    List<Alarm> standing() {
        return standing;
    }
}
