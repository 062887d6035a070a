/**
 * What clients are told about when to use the proxy, drawn from the rules that decide when they do. Pure. May use the JDK,
 * the contract, http-model and the engine's classes of addresses.
 */
@NullMarked
package io.sallyport.policy.engine.pac;

import org.jspecify.annotations.NullMarked;
