package io.sallyport.kit.service;

import io.sallyport.contract.settings.SuiteConfig;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One service with its environment, from start to stop. Blocks its callers, which are not Vert.x threads. */
final class ServiceProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Service service;
    private final RunningEnvironment environment;
    /** How long the service may take, by configuration. */
    private final Duration drain;

    private ServiceProcess(Service service, RunningEnvironment environment, Duration drain) {
        this.service = service;
        this.environment = environment;
        this.drain = drain;
    }

    /** Returns when the service takes work; otherwise throws what its start failed with and leaves nothing open. */
    static ServiceProcess start(Service service, SuiteConfig config, Path folder) {
        RunningEnvironment environment = await("the environment", RunningEnvironment.open(config, folder), START);
        ServiceProcess process = new ServiceProcess(
                service,
                environment,
                config.restart().delay().plus(config.limits().drain()));
        try {
            await(service.name(), service.start(environment.environment()), START);
            return process;
        } catch (RuntimeException e) {
            process.closeEnvironment();
            throw e;
        }
    }

    /** Ends within delay, drain time and ten seconds; what fails or takes longer is logged and left. */
    void stop() {
        LOG.info("{} stops", service.name());
        try {
            await(service.name(), service.stop(), drain.plus(GRACE));
        } catch (RuntimeException e) {
            LOG.warn("{} did not stop in an orderly way: {}", service.name(), e.getMessage());
        }
        closeEnvironment();
        LOG.info("{} has stopped", service.name());
    }

    private void closeEnvironment() {
        try {
            await("closing", environment.close(), GRACE);
        } catch (RuntimeException e) {
            LOG.warn("closing: {}", e.getMessage());
        }
    }

    private static <T> T await(String what, Future<T> future, Duration bound) {
        try {
            return future.await(bound);
        } catch (TimeoutException e) {
            throw new IllegalStateException(what + ": not done within " + bound.toSeconds() + " s", e);
        }
    }
}
