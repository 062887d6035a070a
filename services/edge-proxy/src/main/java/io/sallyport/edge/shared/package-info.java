/**
 * The tier that all edges share, as one edge reaches it: which instance of cache-service keeps a key, asking it over the
 * bus, leases, and bodies in pieces. May use the memory tier's interfaces, the cache engine, the contract, and of Vert.x the
 * buffer and the event bus; knows no exchange.
 */
@NullMarked
package io.sallyport.edge.shared;

import org.jspecify.annotations.NullMarked;
