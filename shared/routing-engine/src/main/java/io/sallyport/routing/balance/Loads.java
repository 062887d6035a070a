package io.sallyport.routing.balance;

import io.sallyport.routing.circuit.Circuits;
import io.sallyport.routing.engine.ClusterRules;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.RouteTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The loads of one event loop, by cluster and URL. Owner: the loop's thread. */
final class Loads {
    private record Key(String cluster, String url) {
        static Key of(EndpointView view) {
            return new Key(view.cluster(), view.url());
        }
    }

    private final Circuits circuits;
    private final Map<Key, EndpointLoad> byEndpoint = new HashMap<>();
    private boolean first = true;

    Loads(Circuits circuits) {
        this.circuits = circuits;
    }

    /** The load of an endpoint as a table has it now. */
    EndpointLoad of(EndpointView view, ClusterRules rules, long nowNanos) {
        EndpointLoad load = byEndpoint.computeIfAbsent(Key.of(view), key -> new EndpointLoad());
        load.joins(rules.ejection() == null ? null : circuits.of(view));
        load.observe(view, first, nowNanos);
        return load;
    }

    /** The load of an endpoint, or {@code null} when no table of this loop had it. */
    @Nullable
    EndpointLoad get(EndpointView view) {
        return byEndpoint.get(Key.of(view));
    }

    List<LoadFigure> figures(long nowNanos) {
        List<LoadFigure> figures = new ArrayList<>(byEndpoint.size());
        byEndpoint.forEach((key, load) -> figures.add(
                new LoadFigure(key.cluster(), key.url(), load.underWay(), (long) load.latencyNanos(nowNanos))));
        return figures;
    }

    int moves() {
        return circuits.moves();
    }

    void retain(RouteTable table, long nowNanos) {
        Set<Key> keys = new HashSet<>();
        for (ClusterView cluster : table.clusters()) {
            for (EndpointView view : cluster.endpoints()) {
                of(view, cluster.rules(), nowNanos);
                keys.add(Key.of(view));
            }
        }
        byEndpoint.keySet().retainAll(keys);
        first = false;
    }
}
