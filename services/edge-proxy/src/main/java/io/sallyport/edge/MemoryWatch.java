package io.sallyport.edge;

import io.sallyport.edge.overload.HeapWatch;
import io.sallyport.edge.overload.MemoryGauge;
import io.sallyport.kit.netty.EventLoopWatch;
import io.vertx.core.Vertx;

/** Looks every so often how much memory is in use. Ends when closed. */
final class MemoryWatch {
    private static final long LOOK_MILLIS = 250;

    private final Vertx vertx;
    private final MemoryGauge gauge;
    private final HeapWatch heap;
    private final long timer;

    private MemoryWatch(Vertx vertx, MemoryGauge gauge) {
        this.vertx = vertx;
        this.gauge = gauge;
        this.heap = HeapWatch.start(left -> gauge.collected(left, System.nanoTime()));
        this.timer =
                vertx.setPeriodic(LOOK_MILLIS, tick -> gauge.look(EventLoopWatch.directShare(), System.nanoTime()));
    }

    /** @param begins share at which memory is to be saved */
    static MemoryWatch start(Vertx vertx, double begins) {
        return new MemoryWatch(vertx, new MemoryGauge(begins));
    }

    MemoryGauge gauge() {
        return gauge;
    }

    void close() {
        vertx.cancelTimer(timer);
        heap.close();
    }
}
