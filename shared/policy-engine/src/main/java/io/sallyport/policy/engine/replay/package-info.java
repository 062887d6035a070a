/**
 * What another policy would have made of requests that have been recorded. Decides with {@link
 * io.sallyport.policy.engine.PolicyTable} as an edge does; what a record does not tell is left open, not guessed. Pure. May use
 * the contract, the engine and the HTTP model.
 */
@NullMarked
package io.sallyport.policy.engine.replay;

import org.jspecify.annotations.NullMarked;
