/**
 * What can only be done below Vert.x's API, see docs/decisions/0004. May use Netty and Vert.x internals; nothing of the
 * edge.
 */
package io.sallyport.edge.netty;
