package io.sallyport.router;

import io.sallyport.kit.config.DocumentWatch;
import io.sallyport.kit.service.Service;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The router-service, as one verticle. */
public final class RouterService implements Service {
    static final String NAME = "router-service";

    private final SnapshotTimings timings;
    private final Duration scan;
    private volatile @Nullable Running running;

    private record Running(Vertx vertx, String deployment) {}

    public RouterService() {
        this(SnapshotTimings.defaults(), DocumentWatch.SCAN);
    }

    /** @param scan time between two looks at {@code routes.yaml} */
    RouterService(SnapshotTimings timings, Duration scan) {
        this.timings = timings;
        this.scan = scan;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> start(ServiceEnvironment environment) {
        Vertx vertx = environment.vertx();
        return vertx.deployVerticle(new RouterVerticle(environment, timings, scan))
                .map(deployment -> {
                    running = new Running(vertx, deployment);
                    return null;
                });
    }

    @Override
    public Future<Void> stop() {
        Running current = running;
        running = null;
        return current == null ? Future.succeededFuture() : current.vertx().undeploy(current.deployment());
    }
}
