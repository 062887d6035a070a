/**
 * What stands between a request and its verdict and can be passed: allowances. Pure arithmetic and plain values. May use
 * the JDK, the contract and http-model.
 */
@NullMarked
package io.sallyport.policy.gate;

import org.jspecify.annotations.NullMarked;
