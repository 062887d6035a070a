/**
 * Where shared responses lie: this service's memory, and the store behind a breaker and bounds of its own. May use
 * vertx-kit and the record package. Everything belongs to the verticle's event loop.
 */
@NullMarked
package io.sallyport.cache.tier;

import org.jspecify.annotations.NullMarked;
