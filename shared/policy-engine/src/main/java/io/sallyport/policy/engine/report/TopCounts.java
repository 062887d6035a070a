package io.sallyport.policy.engine.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each text came, for the texts that come often. Holds {@value #KEPT_MAX} at a time; when full, the rarer half is
 * dropped, so that a text that came often is missed only if it came late. What is dropped is counted in a sum.
 */
public final class TopCounts {
    private static final int KEPT_MAX = 500;

    private final Map<String, Long> counts = new HashMap<>();
    private long dropped;

    /** A text and how often it came. */
    public record Count(String name, long requests) {}

    public void add(String text) {
        counts.merge(text, 1L, Long::sum);
        if (counts.size() > KEPT_MAX) {
            shrink();
        }
    }

    private void shrink() {
        List<Map.Entry<String, Long>> rising = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(KEPT_MAX / 2)
                .toList();
        for (Map.Entry<String, Long> rare : rising) {
            dropped += rare.getValue();
        }
        rising.stream().map(Map.Entry::getKey).toList().forEach(counts::remove);
    }

    /** The most frequent ones, falling. */
    public List<Count> top(int limit) {
        return counts.entrySet().stream()
                .map(each -> new Count(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Count::requests).reversed().thenComparing(Count::name))
                .limit(limit)
                .toList();
    }

    /** Requests of texts that are no longer held: by so much a count may be too small. */
    public long dropped() {
        return dropped;
    }
}
