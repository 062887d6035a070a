/**
 * Two connections pumped into each other, channel to channel, below Vert.x's API; see docs/decisions/0055. May use Netty and
 * Vert.x internals; nothing of the edge.
 */
package io.sallyport.edge.netty.relay;
