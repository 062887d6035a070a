package io.sallyport.logs.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs queries off the event loops, two at a time and with a bounded number waiting, so that asking can neither block
 * the intake nor fill the memory.
 */
final class QueryGate {
    private static final int RUNNING = 2;
    private static final int ADMITTED = 16;

    private final WorkerExecutor workers;
    private final AtomicInteger admitted = new AtomicInteger();

    QueryGate(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("logs-query", RUNNING);
    }

    /** The answer; fails with {@link BusyException} when too many are waiting. */
    <T> Future<T> run(Callable<T> query) {
        if (admitted.incrementAndGet() > ADMITTED) {
            admitted.decrementAndGet();
            return Future.failedFuture(new BusyException());
        }
        return workers.executeBlocking(query, false).onComplete(done -> admitted.decrementAndGet());
    }

    Future<Void> close() {
        return workers.close();
    }

    /** Too many queries at once. */
    static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BusyException() {
            super("more than " + ADMITTED + " queries at once, try again", null, false, false);
        }
    }
}
