package io.sallyport.logs.simulate;

import io.sallyport.cache.engine.stored.CacheKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which URLs a proposed rule takes for one that the current rule tells apart. */
final class Merges {
    private static final int KEYS_MAX = 100_000;
    private static final int URLS_MAX = 1000;
    private static final int TOP = 20;

    private final Scenario current;
    private final Scenario proposed;
    private final Map<CacheKey, Group> groups = new HashMap<>();

    private static final class Group {
        private final Set<CacheKey> urls = new HashSet<>();
        private long requests;
    }

    /**
     * URLs that become one.
     *
     * @param url      which
     * @param urls     how many, 1000 at most
     * @param requests for any of them
     */
    public record Merge(String url, int urls, long requests) {}

    Merges(Scenario current, Scenario proposed) {
        this.current = current;
        this.proposed = proposed;
    }

    void note(Sample sample) {
        CacheKey key = proposed.keys().applied(sample.asked());
        Group group = groups.size() < KEYS_MAX ? groups.computeIfAbsent(key, any -> new Group()) : groups.get(key);
        if (group != null) {
            group.requests++;
            if (group.urls.size() < URLS_MAX) {
                group.urls.add(current.keys().applied(sample.asked()));
            }
        }
    }

    /** Those with most requests. */
    List<Merge> top() {
        return groups.entrySet().stream()
                .filter(entry -> entry.getValue().urls.size() > 1)
                .map(entry ->
                        new Merge(entry.getKey().url(), entry.getValue().urls.size(), entry.getValue().requests))
                .sorted(Comparator.comparingLong(Merge::requests).reversed())
                .limit(TOP)
                .toList();
    }
}
