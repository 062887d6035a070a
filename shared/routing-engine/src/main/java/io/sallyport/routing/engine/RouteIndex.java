package io.sallyport.routing.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiled routes by host and path. */
final class RouteIndex {
    /*
     * Three levels of host, each with its own table of path prefixes. A look-up walks from the most specific to the
     * least: the exact name, then the names above it from the longest, then any host; within a host from the longest
     * prefix. The first hit wins. A host whose prefixes do not cover the path falls through to the next level.
     *
     * Cost: one hash per label of the host and per segment of the path, over spans no longer than the longest key.
     */
    private final SpanTable<SpanTable<CompiledRoute>> exact;
    private final SpanTable<SpanTable<CompiledRoute>> below;
    private final SpanTable<CompiledRoute> any;

    /** Of two routes with the same match, the one that stands first in the document stays. */
    RouteIndex(List<CompiledRoute> routes) {
        this.exact = byHost(RouteMatch.Kind.EXACT, routes);
        this.below = byHost(RouteMatch.Kind.BELOW, routes);
        SpanTable<CompiledRoute> anyHost = byHost(RouteMatch.Kind.ANY, routes).get("", 0, 0);
        this.any = anyHost == null ? SpanTable.of(Map.of()) : anyHost;
    }

    private static SpanTable<SpanTable<CompiledRoute>> byHost(RouteMatch.Kind kind, List<CompiledRoute> routes) {
        Map<String, Map<String, CompiledRoute>> prefixes = new HashMap<>();
        for (CompiledRoute route : routes) {
            RouteMatch match = route.match();
            if (match.kind() == kind) {
                prefixes.computeIfAbsent(match.host(), host -> new HashMap<>()).putIfAbsent(match.prefix(), route);
            }
        }
        Map<String, SpanTable<CompiledRoute>> tables = new HashMap<>();
        prefixes.forEach((host, routesOfHost) -> tables.put(host, SpanTable.of(routesOfHost)));
        return SpanTable.of(tables);
    }

    @Nullable
    CompiledRoute find(String host, String path) {
        CompiledRoute found = longestPrefix(exact.get(host, 0, host.length()), path);
        int dot = found == null ? firstDot(host) : -1;
        while (found == null && dot >= 0) {
            found = longestPrefix(below.get(host, dot + 1, host.length()), path);
            dot = host.indexOf('.', dot + 1);
        }
        return found == null ? longestPrefix(any, path) : found;
    }

    /** Whether any route could be for this host, whatever the path. Only asked to explain a miss. */
    boolean knowsHost(String host) {
        boolean known = any.longest() >= 0 || exact.get(host, 0, host.length()) != null;
        for (int dot = firstDot(host); !known && dot >= 0; dot = host.indexOf('.', dot + 1)) {
            known = below.get(host, dot + 1, host.length()) != null;
        }
        return known;
    }

    /** The first dot after which a name can stand that is short enough to be a key; -1 when there is none. */
    private int firstDot(String host) {
        return below.longest() < 0 ? -1 : host.indexOf('.', Math.max(0, host.length() - below.longest() - 1));
    }

    private static @Nullable CompiledRoute longestPrefix(@Nullable SpanTable<CompiledRoute> prefixes, String path) {
        if (prefixes == null) {
            return null;
        }
        int end = path.length() <= prefixes.longest() ? path.length() : path.lastIndexOf('/', prefixes.longest());
        while (end > 0) {
            CompiledRoute route = prefixes.get(path, 0, end);
            if (route != null) {
                return route;
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return prefixes.get(path, 0, 0);
    }
}
