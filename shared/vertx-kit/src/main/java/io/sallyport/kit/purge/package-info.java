/**
 * The purge log: written by cache-service, followed by every process that keeps responses. May use Vert.x, the contract, the
 * store and the bus's JSON.
 */
@NullMarked
package io.sallyport.kit.purge;

import org.jspecify.annotations.NullMarked;
