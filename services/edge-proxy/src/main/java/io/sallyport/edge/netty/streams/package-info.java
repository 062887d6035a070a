/**
 * The streams of a client's connection of HTTP/3, seen before they are acted on; see docs/decisions/0116. May use Netty and
 * Vert.x internals; nothing of the edge but {@code netty}.
 */
package io.sallyport.edge.netty.streams;
