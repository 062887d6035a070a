/**
 * Refusals in front of the codec, see docs/decisions/0113. May use Netty and Vert.x internals; nothing of the edge.
 */
package io.sallyport.edge.netty.refusal;
