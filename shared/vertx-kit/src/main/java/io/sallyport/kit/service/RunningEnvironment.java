package io.sallyport.kit.service;

import io.sallyport.contract.settings.SuiteConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** A {@link ServiceEnvironment} with what must be closed after the services that use it have stopped. */
public final class RunningEnvironment {
    private final ServiceEnvironment environment;

    private RunningEnvironment(ServiceEnvironment environment) {
        this.environment = environment;
    }

    /** Builds a Vertx, clustered if the configuration says so, with codecs, store and roster. */
    public static Future<RunningEnvironment> open(SuiteConfig config, Path folder) {
        return Future.failedFuture("not yet");
    }

    /** The same on a Vertx that the caller made and closes; for tests. */
    public static RunningEnvironment on(Vertx vertx, SuiteConfig config, Path folder) {
        return new RunningEnvironment(null);
    }

    public ServiceEnvironment environment() {
        return environment;
    }

    /** Closes roster, store and, if this made it, the Vertx. */
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
