package io.sallyport.routing.engine;

import io.sallyport.http.RequestFacts;
import io.sallyport.routing.match.PathPattern;
import io.sallyport.routing.match.PathPattern.Exact;
import io.sallyport.routing.match.PathPattern.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one host pattern by path: the exact path, then templates in their order, then prefixes from the longest.
 * Routes of one exact path or prefix are tried in their order, until the conditions of one hold.
 */
final class PathIndex {
    private static final RouteEntry[] NONE = new RouteEntry[0];

    private final SpanTable<RouteEntry[]> exact;
    private final RouteEntry[] templates;
    private final SpanTable<RouteEntry[]> prefixes;

    /** @param entries in the order in which they are tried */
    PathIndex(List<RouteEntry> entries) {
        Map<String, List<RouteEntry>> byExact = new HashMap<>();
        Map<String, List<RouteEntry>> byPrefix = new HashMap<>();
        List<RouteEntry> byTemplate = new ArrayList<>();
        for (RouteEntry entry : entries) {
            PathPattern path = entry.match().path();
            switch (path.kind()) {
                case EXACT -> at(byExact, ((Exact) path).path()).add(entry);
                case TEMPLATE -> byTemplate.add(entry);
                case PREFIX -> at(byPrefix, ((Prefix) path).text()).add(entry);
            }
        }
        this.exact = table(byExact);
        this.templates = byTemplate.toArray(NONE);
        this.prefixes = table(byPrefix);
    }

    private static List<RouteEntry> at(Map<String, List<RouteEntry>> slots, String key) {
        return slots.computeIfAbsent(key, first -> new ArrayList<>());
    }

    private static SpanTable<RouteEntry[]> table(Map<String, List<RouteEntry>> slots) {
        Map<String, RouteEntry[]> arrays = new HashMap<>();
        slots.forEach((key, entries) -> arrays.put(key, entries.toArray(NONE)));
        return SpanTable.of(arrays);
    }

    /** @param path in its canonical spelling */
    @Nullable
    RouteEntry find(RequestFacts facts, String path) {
        if (exact.longest() >= 0) {
            RouteEntry found = first(exact.get(path, 0, path.length()), facts);
            if (found != null) {
                return found;
            }
        }
        for (RouteEntry template : templates) {
            if (template.match().path().matches(path) && template.match().conditionsHold(facts)) {
                return template;
            }
        }
        return longestPrefix(facts, path);
    }

    private @Nullable RouteEntry longestPrefix(RequestFacts facts, String path) {
        int longest = prefixes.longest();
        int end = path.length() <= longest ? path.length() : path.lastIndexOf('/', longest);
        while (end > 0) {
            RouteEntry found = first(prefixes.get(path, 0, end), facts);
            if (found != null) {
                return found;
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return longest < 0 ? null : first(prefixes.get(path, 0, 0), facts);
    }

    private static @Nullable RouteEntry first(RouteEntry @Nullable [] candidates, RequestFacts facts) {
        if (candidates != null) {
            for (RouteEntry candidate : candidates) {
                if (candidate.match().conditionsHold(facts)) {
                    return candidate;
                }
            }
        }
        return null;
    }
}
