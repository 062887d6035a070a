/**
 * Names and the addresses that they stand for: asked of the system or of name servers, kept for a while, and compared with our
 * own. May use the contract, the engines, the kit, the clock of the loop and the netty package; nothing of an exchange.
 */
package io.sallyport.edge.names;
