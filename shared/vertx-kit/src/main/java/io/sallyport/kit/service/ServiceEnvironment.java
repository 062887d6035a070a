package io.sallyport.kit.service;

import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.store.Store;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What every service gets from its composition root.
 *
 * @param folder the configuration folder
 * @param roster who else is there
 * @param clock  the only clock of a service
 */
public record ServiceEnvironment(
        Vertx vertx, SuiteConfig config, Path folder, Store store, Roster roster, Clock clock) {}
