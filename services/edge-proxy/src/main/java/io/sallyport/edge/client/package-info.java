/**
 * A client's connection: who is at its other end, what is open on it, and when it ends. May use limits, problems, the clock of
 * the loop and the netty package; never exchanges or listeners.
 */
package io.sallyport.edge.client;
