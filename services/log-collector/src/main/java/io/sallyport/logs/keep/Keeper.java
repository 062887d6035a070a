package io.sallyport.logs.keep;

import io.sallyport.kit.api.Metrics;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.record.KeptRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the archive on one thread of its own. What arrives while a transaction is being written goes into the next
 * one together, so that many small batches cost about as much as one large. Safe from any thread.
 */
public final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    /** Records that may wait; whoever sends more is told to come again. */
    public static final int WAITING_MAX = 200_000;

    /** Records of one transaction, about. */
    private static final int TOGETHER = 20_000;

    private final Vertx vertx;
    private final Archive archive;
    private final WorkerExecutor thread;
    private final Metrics.Counter refused;
    private final Metrics.Counter failed;
    private final LongAdder appendNanos = new LongAdder();
    private final Deque<Load> queue = new ArrayDeque<>();
    private int waiting;
    private boolean running;
    /** What is wrong at present, for an operator; empty when nothing is. */
    private volatile String problem = "";

    private record Load(List<KeptRecord> records, List<Delivery> deliveries, Context context, Promise<Void> kept) {
        /** On the context of the one who asked. */
        void complete() {
            context.runOnContext(there -> kept.complete());
        }

        void fail(Throwable cause) {
            context.runOnContext(there -> kept.fail(cause));
        }
    }

    public Keeper(Vertx vertx, Archive archive, Metrics metrics) {
        this.vertx = vertx;
        this.archive = archive;
        this.thread = vertx.createSharedWorkerExecutor("logs-keep", 1, 10, TimeUnit.MINUTES);
        this.refused = metrics.counter(
                "sallyport_log_busy_total", "Batches sent back because too many records waited to be kept.");
        this.failed = metrics.counter(
                "sallyport_log_append_failed_total", "Batches sent back because they could not be kept.");
        metrics.counted(
                "sallyport_log_append_seconds_total", "Time spent on keeping records.", () -> appendNanos.sum() / 1e9);
        metrics.gauge("sallyport_log_waiting", "Access records that wait to be kept.", this::waiting);
    }

    /** Why records cannot be kept at present; empty when they can. */
    public Optional<String> problem() {
        return Optional.of(problem).filter(found -> !found.isEmpty());
    }

    private synchronized int waiting() {
        return waiting;
    }

    /**
     * Keeps records, after all that were given before.
     *
     * @param deliveries that brought them
     * @return when they are kept; fails with {@link BusyException} or {@link ArchiveException}, and then none of them is
     */
    public Future<Void> keep(List<KeptRecord> records, List<Delivery> deliveries) {
        Load load = new Load(records, deliveries, vertx.getOrCreateContext(), Promise.promise());
        synchronized (this) {
            if (waiting > 0 && waiting + records.size() > WAITING_MAX) {
                refused.increment();
                return Future.failedFuture(new BusyException(waiting));
            }
            waiting += records.size();
            queue.add(load);
            if (!running) {
                running = true;
                // One thread keeps the order; Vert.x's own would hold up other work of the caller's context.
                thread.executeBlocking(this::drain, false);
            }
        }
        return load.kept().future();
    }

    /** Something else that only the appending thread may do, such as {@link Archive#withdraw}. */
    public <T> Future<T> run(Callable<T> work) {
        return thread.executeBlocking(work, false);
    }

    /** Completes when all that was given is kept. */
    public Future<Void> close() {
        return run(() -> null).eventually(thread::close).mapEmpty();
    }

    private Void drain() {
        for (List<Load> together = next(); !together.isEmpty(); together = next()) {
            keepAll(together);
        }
        return null;
    }

    private synchronized List<Load> next() {
        List<Load> together = new ArrayList<>();
        int records = 0;
        while (!queue.isEmpty() && records < TOGETHER) {
            Load load = queue.remove();
            records += load.records().size();
            together.add(load);
        }
        waiting -= records;
        running = !together.isEmpty();
        return together;
    }

    /** Together, or if that fails each for itself: one of them may be what the database does not take. */
    private void keepAll(List<Load> together) {
        try {
            append(together);
            together.forEach(Load::complete);
        } catch (RuntimeException | Error e) { // whatever it is: nobody else would go on with what waits
            if (together.size() == 1) {
                fail(together.get(0), e);
            } else {
                together.forEach(load -> keepAll(List.of(load)));
            }
        }
    }

    private void append(List<Load> together) {
        List<KeptRecord> records = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (Load load : together) {
            records.addAll(load.records());
            deliveries.addAll(load.deliveries());
        }
        if (!records.isEmpty() || !deliveries.isEmpty()) {
            long begin = System.nanoTime();
            archive.append(records, deliveries);
            appendNanos.add(System.nanoTime() - begin);
        }
        if (!problem.isEmpty()) {
            problem = "";
            LOG.info("records are kept again");
        }
    }

    private void fail(Load load, Throwable cause) {
        failed.increment();
        if (problem.isEmpty()) {
            LOG.error("{}; those who send them keep them and try again", cause.getMessage());
        }
        problem = String.valueOf(cause.getMessage());
        load.fail(cause);
    }
}
