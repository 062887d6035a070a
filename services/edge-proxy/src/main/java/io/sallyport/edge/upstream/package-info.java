/**
 * Towards origins: which one is asked, and one call of an exchange to it with its body pumps. May use exchange, {@code names},
 * {@code pool}, the engines and Vert.x clients; never filters or listeners.
 */
package io.sallyport.edge.upstream;
