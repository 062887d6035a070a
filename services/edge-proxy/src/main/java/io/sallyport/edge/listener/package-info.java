/**
 * Sockets: bound addresses, client connections and their limits, and the start of exchanges. May use exchange, client,
 * limits, control and configuration records; never filters or upstreams.
 */
package io.sallyport.edge.listener;
