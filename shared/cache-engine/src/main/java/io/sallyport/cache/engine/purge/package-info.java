/**
 * What has been purged, as a table that entries are held against when they are looked at: a purge costs the same whatever is
 * stored. May use the JDK, the contract's targets of purges, http-model and {@code stored}.
 */
@NullMarked
package io.sallyport.cache.engine.purge;

import org.jspecify.annotations.NullMarked;
