/**
 * Passive health: which endpoints are left out because live traffic to them failed, and how they come back. {@link
 * io.sallyport.routing.circuit.Ejection} decides and is pure; {@link io.sallyport.routing.circuit.Circuits} holds the
 * states of one edge for all its event loops. May use the JDK, the contract and the engine package.
 */
@NullMarked
package io.sallyport.routing.circuit;

import org.jspecify.annotations.NullMarked;
