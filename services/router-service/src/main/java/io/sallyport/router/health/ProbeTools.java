package io.sallyport.router.health;

import io.sallyport.kit.api.Metrics.Counter;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What every probe needs.
 *
 * @param random    spreads probes over time
 * @param succeeded counts health probes, as does {@code failed}
 */
record ProbeTools(
        Vertx vertx, ProbeClient client, Clock clock, RandomGenerator random, Counter succeeded, Counter failed) {}
