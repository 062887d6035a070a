/** The service's HTTP calls. May use vertx-kit's API pieces, Vert.x Web, the cache engine and the purge package. */
@NullMarked
package io.sallyport.cache.api;

import org.jspecify.annotations.NullMarked;
