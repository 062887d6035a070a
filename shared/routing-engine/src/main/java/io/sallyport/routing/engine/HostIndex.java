package io.sallyport.routing.engine;

import io.sallyport.http.RequestFacts;
import io.sallyport.routing.match.HostPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of one priority by host and path. */
final class HostIndex {
    /*
     * Three levels of host, each with its own index of paths. A look-up walks from the most specific to the least: the
     * exact name, then the names above it from the longest, then any host. The first hit wins. A host whose routes do
     * not match falls through to the next level.
     *
     * Cost: one hash per label of the host and per segment of the path, over spans no longer than the longest key, and
     * one comparison per template of the hosts that match.
     */
    private final SpanTable<PathIndex> exact;
    private final SpanTable<PathIndex> below;
    private final @Nullable PathIndex any;

    /** @param entries in the order in which they are tried */
    HostIndex(List<RouteEntry> entries) {
        this.exact = byName(HostPattern.Kind.EXACT, entries);
        this.below = byName(HostPattern.Kind.BELOW, entries);
        this.any = byName(HostPattern.Kind.ANY, entries).get("", 0, 0);
    }

    private static SpanTable<PathIndex> byName(HostPattern.Kind kind, List<RouteEntry> entries) {
        Map<String, List<RouteEntry>> names = new HashMap<>();
        for (RouteEntry entry : entries) {
            HostPattern host = entry.match().host();
            if (host.kind() == kind) {
                names.computeIfAbsent(host.name(), first -> new ArrayList<>()).add(entry);
            }
        }
        Map<String, PathIndex> paths = new HashMap<>();
        names.forEach((name, routes) -> paths.put(name, new PathIndex(routes)));
        return SpanTable.of(paths);
    }

    /** @param path in its canonical spelling */
    @Nullable
    RouteEntry find(RequestFacts facts, String host, String path) {
        PathIndex named = exact.get(host, 0, host.length());
        RouteEntry found = named == null ? null : named.find(facts, path);
        int dot = found == null ? firstDot(host) : -1;
        while (found == null && dot >= 0) {
            PathIndex above = below.get(host, dot + 1, host.length());
            found = above == null ? null : above.find(facts, path);
            dot = host.indexOf('.', dot + 1);
        }
        return found == null && any != null ? any.find(facts, path) : found;
    }

    /** Whether any route could be for this host, whatever the path. Only asked to explain a miss. */
    boolean knowsHost(String host) {
        boolean known = any != null || exact.get(host, 0, host.length()) != null;
        for (int dot = firstDot(host); !known && dot >= 0; dot = host.indexOf('.', dot + 1)) {
            known = below.get(host, dot + 1, host.length()) != null;
        }
        return known;
    }

    /** The first dot after which a name can stand that is short enough to be a key; -1 when there is none. */
    private int firstDot(String host) {
        return below.longest() < 0 ? -1 : host.indexOf('.', Math.max(0, host.length() - below.longest() - 1));
    }
}
