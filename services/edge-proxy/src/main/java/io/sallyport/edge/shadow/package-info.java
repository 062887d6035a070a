/**
 * Copies of requests for servers whose answers nobody gets. May use exchange, upstream, pool and the routing engine; never
 * filters or listeners.
 */
package io.sallyport.edge.shadow;
