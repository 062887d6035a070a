package io.sallyport.kit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {
    private final List<String> events = new ArrayList<>();

    /** A service that notes what is asked of it. */
    private final class Noted implements Service {
        private final Future<Void> started;
        private final Future<Void> stopped;

        private Noted(Future<Void> started, Future<Void> stopped) {
            this.started = started;
            this.stopped = stopped;
        }

        @Override
        public String name() {
            return "noted";
        }

        @Override
        public Future<Void> start(ServiceEnvironment environment) {
            environment.vertx().eventBus().consumer("probe", message -> {});
            events.add("start on " + environment.folder());
            return started;
        }

        @Override
        public Future<Void> stop() {
            events.add("stop");
            return stopped;
        }
    }

    @Test
    void startsAndStopsItsService() {
        ServiceProcess process = start(new Noted(Future.succeededFuture(), Future.succeededFuture()));

        process.stop();

        assertThat(events).containsExactly("start on conf", "stop");
    }

    @Test
    void passesOnWhyAServiceCannotStart() {
        assertThatThrownBy(
                        () -> start(new Noted(Future.failedFuture("port 80: not allowed"), Future.succeededFuture())))
                .hasMessage("port 80: not allowed");

        assertThat(events).containsExactly("start on conf");
    }

    @Test
    void waitsNoLongerThanTheDrainTimeAndItsGrace() {
        Promise<Void> never = Promise.promise();
        ServiceProcess process = start(new Noted(Future.succeededFuture(), never.future()));
        long from = System.nanoTime();

        process.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
    }

    private static ServiceProcess start(Service service) {
        LimitsConfig limits = new LimitsConfig(null, null, null, null, Duration.ofMillis(100), 1);
        SuiteConfig config = new SuiteConfig(null, null, null, null, null, null, limits, null, null, null);
        return ServiceProcess.start(service, config, Path.of("conf"));
    }
}
