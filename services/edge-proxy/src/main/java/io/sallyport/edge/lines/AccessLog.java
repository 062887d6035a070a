package io.sallyport.edge.lines;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.line.CommonLine;
import io.sallyport.contract.log.line.JsonLine;
import io.sallyport.contract.settings.AccessLogConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The access logs of one edge. Each has a buffer and a thread of its own, so that one that cannot write holds up neither requests
 * nor another one. Safe from any thread.
 */
public final class AccessLog {
    private static final long PERIOD_MILLIS = 200;
    private static final long CLOSE_MILLIS = 2000;
    private static final int CHUNK = 128 << 10;

    private final Lane[] lanes;

    private AccessLog(Lane[] lanes) {
        this.lanes = lanes;
    }

    /** Opens those that {@code logs.access} names; a file that cannot be opened now is tried again. */
    public static AccessLog open(ServiceEnvironment environment, String edge, Metrics metrics) {
        List<Lane> lanes = new ArrayList<>();
        for (AccessLogConfig config : environment.config().logs().access()) {
            int room = environment.config().logs().buffer();
            int chunk = (int) Math.min(CHUNK, config.size().bytes() / 4);
            LineSink sink =
                    new LineSink(config.to(), edge, form(config), target(environment, config), room, chunk, metrics);
            lanes.add(new Lane(environment.vertx(), sink, "access-log-" + lanes.size()));
        }
        return new AccessLog(lanes.toArray(Lane[]::new));
    }

    private static LineSink.Form form(AccessLogConfig config) {
        return switch (config.format()) {
            case JSON -> new LineSink.Form(new JsonLine(), access -> true);
            case COMMON -> new LineSink.Form(CommonLine.common(), CommonLine::tells);
            case COMBINED -> new LineSink.Form(CommonLine.combined(), CommonLine::tells);
        };
    }

    private static LineTarget target(ServiceEnvironment environment, AccessLogConfig config) {
        return config.isStdout()
                ? new StandardOutput()
                : new LineFile(
                        environment.folder().resolve(config.to()), config.size().bytes(), config.keep());
    }

    /** Takes a record. Any thread, never waits. */
    public void offer(AccessRecord access) {
        for (Lane lane : lanes) {
            if (lane.sink.offer(access)) {
                lane.drain();
            }
        }
    }

    /** What an operator should know. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Lane lane : lanes) {
            lane.sink.problem().ifPresent(problems::add);
        }
        return problems;
    }

    /** Writes what waits, for two seconds at most. */
    public Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>();
        for (Lane lane : lanes) {
            closing.add(lane.close());
        }
        return Future.join(closing).mapEmpty();
    }

    /** A sink and the thread that drains it. */
    private static final class Lane {
        private final Vertx vertx;
        private final LineSink sink;
        private final WorkerExecutor worker;
        private final long timer;
        private final AtomicBoolean asked = new AtomicBoolean();

        Lane(Vertx vertx, LineSink sink, String name) {
            this.vertx = vertx;
            this.sink = sink;
            this.worker = vertx.createSharedWorkerExecutor(name, 1);
            this.timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> {
                if (!sink.isIdle()) {
                    drain();
                }
            });
        }

        /** Asks once, however often it is called meanwhile. */
        void drain() {
            if (asked.compareAndSet(false, true)) {
                run(() -> asked.set(false));
            }
        }

        Future<Void> close() {
            vertx.cancelTimer(timer);
            return run(() -> {}).timeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS).transform(drained -> {
                sink.close();
                return worker.close();
            });
        }

        /** One thread keeps the order; Vert.x would keep it among all that a context has ever asked for, and hold that up. */
        private Future<Void> run(Runnable before) {
            return worker.executeBlocking(
                    () -> {
                        before.run();
                        sink.drain();
                        return null;
                    },
                    false);
        }
    }
}
