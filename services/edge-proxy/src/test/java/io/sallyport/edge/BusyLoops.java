package io.sallyport.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Event loops that have more to do than they can, until closed: each turn of them takes 100 ms longer. */
final class BusyLoops implements AutoCloseable {
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private volatile boolean over;

    BusyLoops(List<EdgeLoop> loops) {
        loops.forEach(loop -> loop.onTunnels(here -> {
            work(Vertx.currentContext());
            return Future.succeededFuture();
        }));
    }

    private void work(Context context) {
        long until = System.nanoTime() + TURN_NANOS;
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
        if (!over) {
            context.owner().setTimer(1, again -> work(context));
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
