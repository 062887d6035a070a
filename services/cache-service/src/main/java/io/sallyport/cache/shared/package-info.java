/**
 * The shared cache as edges see it: questions and fills over the bus. May use the flight, tier and record packages,
 * vertx-kit, the contract and the cache engine. Everything belongs to the verticle's event loop.
 */
@NullMarked
package io.sallyport.cache.shared;

import org.jspecify.annotations.NullMarked;
