/**
 * One fetch for all: who fetches what is not there, and who waits for it. May use the tier and record packages, and the
 * contract. Everything belongs to the verticle's event loop.
 */
@NullMarked
package io.sallyport.cache.flight;

import org.jspecify.annotations.NullMarked;
