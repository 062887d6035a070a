/**
 * How connections of clients end when the edge goes, see docs/decisions/0097. May use Netty and Vert.x internals; nothing of the edge.
 */
package io.sallyport.edge.netty.parting;
