/**
 * The memory tier of one process: entries ready to be sent, weighed in bytes, and held against what is purged. May use
 * the cache engine, the contract, Caffeine, and of Vert.x the buffer and the field map.
 */
@NullMarked
package io.sallyport.edge.cache;

import org.jspecify.annotations.NullMarked;
