/**
 * Towards origins: name resolution, connection pools, and one call of an exchange to an origin with its body pumps.
 * May use exchange, the engines and Vert.x clients; never filters or listeners.
 */
package io.sallyport.edge.upstream;
