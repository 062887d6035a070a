/**
 * The walk through the rules of a request whose target has several addresses. May use the engine, which does not know of
 * it.
 */
@NullMarked
package io.sallyport.policy.engine.place;

import org.jspecify.annotations.NullMarked;
