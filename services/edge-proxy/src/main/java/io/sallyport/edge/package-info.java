/**
 * The edge: sockets, the exchange, the memory cache and endpoint selection. The composition root lives here; it may
 * use everything below it.
 */
package io.sallyport.edge;
