package io.sallyport.edge;

import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.tunnel.TunnelDesk;
import io.sallyport.edge.tunnel.TunnelPage;
import io.sallyport.edge.tunnel.TunnelSelection;
import io.sallyport.edge.tunnel.Tunnels;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The open tunnels of all loops of an edge. */
final class EdgeTunnels implements TunnelDesk {
    private final List<EdgeLoop> loops;
    private final Supplier<SnapshotSet> snapshots;

    /** @param loops in which more may appear */
    EdgeTunnels(List<EdgeLoop> loops, Supplier<SnapshotSet> snapshots) {
        this.loops = loops;
        this.snapshots = snapshots;
    }

    @Override
    public Future<TunnelPage> page(TunnelSelection selection, long after, int limit) {
        return all(tunnels -> Future.succeededFuture(tunnels.page(selection, after, limit)))
                .map(pages -> TunnelPage.merge(pages, limit));
    }

    @Override
    public Future<Integer> cut(TunnelSelection selection) {
        return all(tunnels -> tunnels.cut(selection)).map(EdgeTunnels::sum);
    }

    @Override
    public Future<Integer> cutForbidden() {
        SnapshotSet current = snapshots.get();
        return current == null
                ? Future.succeededFuture(0)
                : all(tunnels -> tunnels.cutForbidden(current)).map(EdgeTunnels::sum);
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private <T> Future<List<T>> all(Function<Tunnels, Future<T>> question) {
        List<Future<T>> asked = new ArrayList<>();
        loops.forEach(loop -> asked.add(loop.onTunnels(question)));
        return Future.all(asked).map(done -> asked.stream().map(Future::result).toList());
    }
}
