package io.sallyport.routing.engine;

import io.sallyport.http.RequestFacts;
import io.sallyport.routing.match.RouteMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compiled routes: one index for each priority that is used, the highest first. Nearly always there is one. */
final class RouteIndex {
    private final HostIndex[] priorities;
    private final List<RouteEntry> inOrder;

    /** Of routes that are equally specific, the one that stands first in the list is tried first. */
    RouteIndex(List<RouteEntry> routes) {
        List<RouteEntry> sorted = new ArrayList<>(routes);
        sorted.sort(Comparator.comparing(RouteEntry::match, RouteMatch.ORDER));
        TreeMap<Integer, List<RouteEntry>> layers = new TreeMap<>(Comparator.reverseOrder());
        for (RouteEntry entry : sorted) {
            layers.computeIfAbsent(entry.match().priority(), first -> new ArrayList<>())
                    .add(entry);
        }
        this.priorities = layers.values().stream().map(HostIndex::new).toArray(HostIndex[]::new);
        this.inOrder = List.copyOf(sorted);
    }

    /** @param path in its canonical spelling */
    @Nullable
    RouteEntry find(RequestFacts facts, String host, String path) {
        for (HostIndex routes : priorities) {
            RouteEntry found = routes.find(facts, host, path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Whether any route could be for this host, whatever the path. Only asked to explain a miss. */
    boolean knowsHost(String host) {
        for (HostIndex routes : priorities) {
            if (routes.knowsHost(host)) {
                return true;
            }
        }
        return false;
    }

    /** All of them, in the order in which they are tried. */
    List<RouteEntry> inOrder() {
        return inOrder;
    }
}
