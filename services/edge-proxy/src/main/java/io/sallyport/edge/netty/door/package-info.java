/**
 * The socket on which connections come, see docs/decisions/0108: who is let in, and who waits in the system meanwhile. May use
 * Netty and Vert.x internals; nothing of the edge.
 */
package io.sallyport.edge.netty.door;
