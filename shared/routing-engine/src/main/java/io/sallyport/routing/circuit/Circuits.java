package io.sallyport.routing.circuit;

import io.sallyport.routing.circuit.Ejection.Change;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.RouteTable;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The circuits of one edge, by cluster and URL. They outlive the table, so that neither a reload nor a change of probed
 * health forgets who failed. Safe from any thread.
 */
public final class Circuits {
    /** Hears of every change of passive health, under a lock: it takes a note and returns. */
    public interface Watch {
        void changed(String cluster, String url, Change change);
    }

    private final Map<String, ClusterCircuits> byCluster = new ConcurrentHashMap<>();
    private final AtomicInteger moves = new AtomicInteger();
    private final Watch watch;

    public Circuits(Watch watch) {
        this.watch = watch;
    }

    /** The circuit of an endpoint; made at the first call. */
    public Circuit of(EndpointView endpoint) {
        return byCluster
                .computeIfAbsent(endpoint.cluster(), name -> new ClusterCircuits(name, this))
                .of(endpoint.url());
    }

    /** A number that is another after any endpoint went out, on trial or in again. */
    public int moves() {
        return moves.get();
    }

    /** How many endpoints of a cluster are out. */
    public int out(String cluster) {
        ClusterCircuits circuits = byCluster.get(cluster);
        return circuits == null ? 0 : circuits.out();
    }

    /**
     * Forgets what a table does not have, and what it does not eject any more. Call it when the table is swapped: it
     * bounds the memory.
     */
    public void retain(RouteTable table) {
        Set<String> ejecting = new HashSet<>();
        for (ClusterView cluster : table.clusters()) {
            if (cluster.rules().ejection() != null) {
                ejecting.add(cluster.name());
                retain(cluster);
            }
        }
        byCluster.keySet().retainAll(ejecting);
    }

    private void retain(ClusterView cluster) {
        ClusterCircuits circuits = byCluster.get(cluster.name());
        if (circuits != null) {
            circuits.retain(cluster.endpoints().stream().map(EndpointView::url).collect(Collectors.toSet()));
        }
    }

    void moved() {
        moves.incrementAndGet();
    }

    Watch watch() {
        return watch;
    }
}
