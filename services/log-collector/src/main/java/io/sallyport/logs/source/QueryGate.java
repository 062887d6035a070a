package io.sallyport.logs.source;

import io.sallyport.contract.settings.LogQueryConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.logs.scan.Stop;
import io.sallyport.logs.scan.Stop.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs questions off the event loops, a few at a time and with a bounded number waiting, so that asking can neither block
 * the intake nor fill the memory. The time that a question may take runs from its arrival: one that has waited for too long
 * is not begun any more. Safe from any thread.
 */
public final class QueryGate {
    private static final int WAITING = 16;
    private static final long WATCH_MILLIS = 50;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final int running;
    private final Duration timeout;
    private final AtomicInteger admitted = new AtomicInteger();
    private final Set<Active> active = ConcurrentHashMap.newKeySet();
    private final Metrics.Counter refused;
    private final Metrics.Counter late;
    private final long watch;

    /** A question that has not ended. */
    private static final class Active {
        private final Stop stop;
        private final long deadlineNanos;
        private volatile boolean begun;

        Active(Stop stop, long deadlineNanos) {
            this.stop = stop;
            this.deadlineNanos = deadlineNanos;
        }

        /** Ends it when it is late, and once more when it was ended: an interrupt may come before there is anything to end. */
        void watch(long nowNanos) {
            Reason reason = stop.reason();
            if (reason != null || nowNanos - deadlineNanos >= 0) {
                stop.stop(reason == null ? Reason.LATE : reason);
            }
        }
    }

    public QueryGate(Vertx vertx, LogQueryConfig config, Metrics metrics) {
        this.vertx = vertx;
        this.running = config.running();
        this.timeout = config.timeout();
        this.workers = vertx.createSharedWorkerExecutor("logs-query", running);
        this.refused = metrics.counter("sallyport_log_questions_refused_total", "Questions refused: too many waited.");
        this.late = metrics.counter("sallyport_log_questions_late_total", "Questions that took longer than they may.");
        metrics.gauge("sallyport_log_questions", "Questions that wait or are worked on.", admitted::get);
        this.watch = vertx.setPeriodic(WATCH_MILLIS, timer -> {
            long now = System.nanoTime();
            active.forEach(question -> question.watch(now));
        });
    }

    /** What one question may take. */
    public Duration timeout() {
        return timeout;
    }

    /** The answer of work that does not listen to a stop; fails with {@link BusyException} when too many are waiting. */
    public <T> Future<T> run(Callable<T> query) {
        return run(new Stop(), query);
    }

    /**
     * The answer; fails with {@link BusyException} when too many are waiting or this one has waited too long, with {@link
     * Stop.StoppedException} when it was ended.
     */
    public <T> Future<T> run(Stop stop, Callable<T> query) {
        if (admitted.incrementAndGet() > running + WAITING) {
            admitted.decrementAndGet();
            refused.increment();
            return Future.failedFuture(new BusyException("too many questions at once, try again"));
        }
        Active question = new Active(stop, System.nanoTime() + timeout.toNanos());
        active.add(question);
        return workers.executeBlocking(
                        () -> {
                            stop.check();
                            question.begun = true;
                            return query.call();
                        },
                        false)
                .onComplete(done -> {
                    admitted.decrementAndGet();
                    active.remove(question);
                })
                .recover(cause -> Future.failedFuture(told(question, cause)));
    }

    private Throwable told(Active question, Throwable cause) {
        if (cause instanceof Stop.StoppedException stopped && stopped.reason() == Reason.LATE) {
            late.increment();
            if (!question.begun) {
                return new BusyException("the question has waited for " + timeout.toSeconds() + " s, try again");
            }
        }
        return cause;
    }

    public Future<Void> close() {
        vertx.cancelTimer(watch);
        active.forEach(question -> question.stop.stop(Reason.GONE));
        return workers.close();
    }

    /** Too many questions at once. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BusyException(String message) {
            super(message, null, false, false);
        }
    }
}
