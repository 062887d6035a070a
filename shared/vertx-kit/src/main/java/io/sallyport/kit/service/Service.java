package io.sallyport.kit.service;

import io.vertx.core.Future;

/** One of the services, started by its own {@code main} or beside others in one JVM. */
public interface Service {
    /** Such as {@code policy-service}. */
    String name();

    /** Completes when the service takes work; fails with a message fit for an operator, holding nothing open. */
    Future<Void> start(ServiceEnvironment environment);

    /**
     * Sets who is to be told when the process should end as if by a signal: another one has taken its place. Called before
     * the start; most services never tell.
     */
    default void whenReplaced(Runnable stop) {}

    /** Finishes what is under way within the drain time, then closes everything that start opened. */
    Future<Void> stop();
}
