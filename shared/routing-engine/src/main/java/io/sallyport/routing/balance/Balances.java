package io.sallyport.routing.balance;

import io.sallyport.routing.circuit.Circuits;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.RouteTable;
import io.sallyport.routing.engine.Track;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop remembers to balance by, for each track and each endpoint. It outlives the table, so that a new one
 * (a reload, a change of health) goes on where the last one was. Owner: the loop's thread.
 */
public final class Balances {
    private final Loads loads;
    private final RandomGenerator random;
    private final int start;
    private final Map<String, TrackBalance> byTrack = new HashMap<>();
    private final Map<String, RetryBudget> budgets = new HashMap<>();

    /**
     * @param circuits the edge's
     * @param random   chance, for this loop alone
     * @param start    where turns begin; give each loop another number, or all loops begin with the same endpoint
     */
    public Balances(Circuits circuits, RandomGenerator random, int start) {
        this.loads = new Loads(circuits);
        this.random = random;
        this.start = start;
    }

    /** The balance of a track; made at the first use. */
    public TrackBalance of(Track track) {
        TrackBalance balance = byTrack.get(track.id());
        return balance == null ? added(track.id()) : balance;
    }

    private TrackBalance added(String id) {
        String cluster = id.substring(0, id.indexOf('/'));
        RetryBudget budget = budgets.computeIfAbsent(cluster, name -> new RetryBudget());
        TrackBalance balance = new TrackBalance(loads, random, budget, start);
        byTrack.put(id, balance);
        return balance;
    }

    /**
     * Follows a swapped table at once, whether or not traffic does: notes which endpoints came back, and forgets the
     * endpoints that it does not have and the tracks that nobody asked for since the last swap, which bounds the memory.
     */
    public void retain(RouteTable table, long nowNanos) {
        byTrack.values().removeIf(balance -> !balance.wasUsed());
        budgets.keySet()
                .retainAll(table.clusters().stream().map(ClusterView::name).toList());
        loads.retain(table, nowNanos);
    }

    /** What this loop knows of an endpoint, or {@code null}. */
    public @Nullable EndpointLoad load(EndpointView endpoint) {
        return loads.get(endpoint);
    }

    /** What this loop knows of every endpoint, for others to read. */
    public List<LoadFigure> figures(long nowNanos) {
        return loads.figures(nowNanos);
    }

    /** How many tracks have a balance. */
    public int size() {
        return byTrack.size();
    }
}
