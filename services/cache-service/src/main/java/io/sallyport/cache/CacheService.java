package io.sallyport.cache;

import io.sallyport.kit.service.Service;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** The cache-service: one verticle. */
public final class CacheService implements Service {
    static final String NAME = "cache-service";

    private volatile @Nullable Deployed deployed;

    private record Deployed(Vertx vertx, String id) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> start(ServiceEnvironment environment) {
        return environment
                .vertx()
                .deployVerticle(new CacheVerticle(environment))
                .onSuccess(id -> deployed = new Deployed(environment.vertx(), id))
                .mapEmpty();
    }

    @Override
    public Future<Void> stop() {
        Deployed current = deployed;
        deployed = null;
        return current == null ? Future.succeededFuture() : current.vertx().undeploy(current.id());
    }
}
