/** Purges: from the wish to the word of every edge that it is done. May use vertx-kit, the contract and the cache engine. */
@NullMarked
package io.sallyport.cache.purge;

import org.jspecify.annotations.NullMarked;
