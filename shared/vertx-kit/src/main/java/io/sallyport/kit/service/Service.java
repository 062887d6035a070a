package io.sallyport.kit.service;

import io.vertx.core.Future;

/** One of the services, started by its own {@code main} or beside others in one JVM. */
public interface Service {
    /** Such as {@code policy-service}. */
    String name();

    /** Completes when the service takes work; fails with a message fit for an operator, holding nothing open. */
    Future<Void> start(ServiceEnvironment environment);

    /** Finishes what is under way within the drain time, then closes everything that start opened. */
    Future<Void> stop();
}
