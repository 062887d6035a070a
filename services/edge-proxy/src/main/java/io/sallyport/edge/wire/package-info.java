/**
 * How connections to servers are made: protocol, trust, what goes before the first byte. Made from a route table off
 * the event loops. May use engine results, the contract and the kit; nothing of the edge.
 */
package io.sallyport.edge.wire;
