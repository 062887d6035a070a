/**
 * Policy as pure functions: compiled rules and name lists, request facts in, verdict out; and which addresses may be
 * dialled. May use the JDK, the contract and http-model.
 */
@NullMarked
package io.sallyport.policy.engine;

import org.jspecify.annotations.NullMarked;
