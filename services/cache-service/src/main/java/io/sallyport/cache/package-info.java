/**
 * The cache-service: purges carried out by every edge, figures of all edges' caches. May use vertx-kit, the cache engine
 * and the packages below.
 */
@NullMarked
package io.sallyport.cache;

import org.jspecify.annotations.NullMarked;
