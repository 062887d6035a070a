/**
 * The memory tier of one process: entries ready to be sent, weighed in bytes, and purges carried out on them. May use
 * the cache engine, the contract, Caffeine, and of Vert.x the buffer, the field map and the event bus.
 */
@NullMarked
package io.sallyport.edge.cache;

import org.jspecify.annotations.NullMarked;
