package io.sallyport.logs.simulate;

import io.sallyport.cache.engine.key.KeyRules;

/**
 * One way of caching.
 *
 * @param keys            how keys are made
 * @param memoryBytes     of each edge; {@link Long#MAX_VALUE} for no bound
 * @param lifetimeSeconds of every answer that may be stored, in place of its own; 0 for its own as far as it is known
 */
record Scenario(KeyRules keys, long memoryBytes, long lifetimeSeconds) {}
