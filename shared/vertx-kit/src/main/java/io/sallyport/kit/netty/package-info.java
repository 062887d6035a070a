/**
 * What edges, probes and figures can only do below Vert.x's API, see docs/decisions/0032 and 0084. May use Netty and Vert.x internals;
 * nothing of the kit.
 */
package io.sallyport.kit.netty;
