package io.sallyport.standalone;

import io.sallyport.cache.CacheService;
import io.sallyport.demo.DemoOrigin;
import io.sallyport.edge.EdgeService;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.service.Service;
import io.sallyport.logs.LogsService;
import io.sallyport.policy.PolicyService;
import io.sallyport.policy.compile.ListProgress;
import io.sallyport.router.RouterService;
import io.sallyport.standalone.check.CheckedFolder;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs in the one JVM. The edge starts last, when there are rules, routes and somebody to take
 * records, and stops first. Blocks its callers, which are not Vert.x threads.
 */
public final class Suite {
    private static final Logger LOG = LoggerFactory.getLogger(Suite.class);
    private static final Duration START = Duration.ofSeconds(60);

    /** What a stop may take beyond delay and drain time. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Duration drain;
    private final ListProgress progress;
    private final EdgeService edge = new EdgeService();
    private final Deque<Running> running = new ArrayDeque<>();

    private record Running(String name, Supplier<Future<Void>> stop) {}

    private Suite(Duration drain, ListProgress progress) {
        this.drain = drain;
        this.progress = progress;
    }

    /**
     * Returns when everything takes work.
     *
     * @throws StartFailure when something does not start; what had started is stopped then
     */
    public static Suite start(CheckedFolder folder, List<DemoServer> demo) {
        return start(folder, demo, ListProgress.NONE);
    }

    /**
     * The same.
     *
     * @param progress is told how far the reading of lists has got
     * @throws StartFailure when something does not start; what had started is stopped then
     */
    public static Suite start(CheckedFolder folder, List<DemoServer> demo, ListProgress progress) {
        Suite suite = new Suite(
                folder.config().restart().delay().plus(folder.config().limits().drain()), progress);
        try {
            suite.startAll(folder, demo);
            return suite;
        } catch (RuntimeException | Error e) {
            suite.stop();
            throw e;
        }
    }

    private void startAll(CheckedFolder folder, List<DemoServer> demo) {
        RunningEnvironment environment =
                started("environment", RunningEnvironment.open(folder.config(), folder.folder()));
        running.push(new Running("environment", environment::close));
        demo.forEach(server -> start(environment, server));
        startTogether(
                environment,
                List.of(new LogsService(), new PolicyService(progress), new RouterService(), new CacheService()));
        startTogether(environment, List.of(edge));
    }

    private void start(RunningEnvironment environment, DemoServer server) {
        String name = "demo server " + server.name();
        DemoOrigin.Identity identity = new DemoOrigin.Identity(server.name(), server.version());
        DemoOrigin origin = started(
                name,
                DemoOrigin.start(
                        environment.environment().vertx(),
                        identity,
                        DemoServer.HOST,
                        server.port(),
                        environment.environment().clock()));
        running.push(new Running(name, () -> origin.stop(Duration.ofSeconds(1))));
    }

    /** Waits for all of them, even when one fails, so that those that have started are known and stopped. */
    private void startTogether(RunningEnvironment environment, List<Service> services) {
        List<Future<Void>> starts = services.stream()
                .map(service -> service.start(environment.environment()))
                .toList();
        StartFailure first = null;
        for (int i = 0; i < starts.size(); i++) {
            Service service = services.get(i);
            try {
                started(service.name(), starts.get(i));
                running.push(new Running(service.name(), service::stop));
            } catch (StartFailure e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static <T> T started(String name, Future<T> start) {
        try {
            T result = start.await(START);
            LOG.debug("{} has started", name);
            return result;
        } catch (TimeoutException e) {
            throw new StartFailure(name + " cannot start: not ready within " + START.toSeconds() + "s", e);
        } catch (RuntimeException e) {
            throw new StartFailure(name + " cannot start: " + e.getMessage(), e);
        }
    }

    /** Where it listens, with the ports that the system chose. */
    public BoundAddresses addresses() {
        return new BoundAddresses(edge.ports(), edge.admin());
    }

    /** Lets exchanges finish within the drain time; what fails or takes longer is logged and left. */
    public void stop() {
        while (!running.isEmpty()) {
            Running next = running.pop();
            try {
                next.stop().get().await(drain.plus(GRACE));
                LOG.debug("{} has stopped", next.name());
            } catch (TimeoutException | RuntimeException e) {
                LOG.warn("{} did not stop in an orderly way: {}", next.name(), e.toString());
            }
        }
    }
}
