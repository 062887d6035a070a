/**
 * What stands between a request and its verdict and can be passed: allowances, and
 * proofs of who the client is. Pure arithmetic and plain values. May use
 * the JDK, the contract and http-model.
 */
@NullMarked
package io.sallyport.policy.engine.gate;

import org.jspecify.annotations.NullMarked;
