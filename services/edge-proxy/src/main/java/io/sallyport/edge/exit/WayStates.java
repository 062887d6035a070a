package io.sallyport.edge.exit;

import io.sallyport.contract.exit.ExitsReport;
import io.sallyport.policy.engine.exit.ExitWay;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How the ways of the policy in force fare on this edge. Safe from any thread. */
public final class WayStates {
    private final Clock clock;
    private final Map<ExitWay, WayState> states = new ConcurrentHashMap<>();

    public WayStates(Clock clock) {
        this.clock = clock;
    }

    /** Of a way that is new, one that nobody has tried. */
    public WayState of(ExitWay way) {
        return states.computeIfAbsent(way, made -> new WayState(made, clock));
    }

    /** Knows these ways from now on and forgets the others. */
    public void retain(Set<ExitWay> ways) {
        states.keySet().retainAll(ways);
        ways.forEach(this::of);
    }

    public Collection<WayState> all() {
        return states.values();
    }

    /** In the order of the policy. */
    public ExitsReport report(String edge, Set<ExitWay> ways) {
        return new ExitsReport(
                edge, List.copyOf(ways).stream().map(way -> of(way).report()).toList());
    }

    /** How many are left out. */
    public int out() {
        int out = 0;
        for (WayState state : states.values()) {
            out += state.isHealthy() ? 0 : 1;
        }
        return out;
    }

    public int open() {
        int open = 0;
        for (WayState state : states.values()) {
            open += state.open();
        }
        return open;
    }
}
