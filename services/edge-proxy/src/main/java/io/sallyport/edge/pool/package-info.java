/**
 * Connections to origins, kept and shared by the exchanges of one event loop; and what became of those that could not be made.
 * May use {@code wire}, {@code figures}, {@code overload}, the clock of the loop, the netty package and Vert.x clients; nothing
 * of an exchange.
 */
package io.sallyport.edge.pool;
