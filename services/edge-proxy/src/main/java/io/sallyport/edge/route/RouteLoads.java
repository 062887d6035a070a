package io.sallyport.edge.route;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Requests under way on routes that limit them, on all loops together. Knows a route only while it has some, so that a
 * reload leaves nothing behind. Safe from any thread.
 */
public final class RouteLoads {
    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();

    /** Counts one more, unless that would be more than {@code most}; then {@code false}. */
    public boolean enter(String route, int most) {
        if (underWay.merge(route, 1, Integer::sum) <= most) {
            return true;
        }
        leave(route);
        return false;
    }

    /** Counts one less, for one that has entered. */
    public void leave(String route) {
        underWay.computeIfPresent(route, (name, count) -> count == 1 ? null : count - 1);
    }

    /** Of all routes. */
    public int total() {
        return underWay.values().stream().mapToInt(Integer::intValue).sum();
    }
}
