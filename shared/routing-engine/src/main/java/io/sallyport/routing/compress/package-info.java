/**
 * Which answers are compressed, and with which coding. Pure and immutable. May use the JDK, the contract and
 * http-model, and nothing of the other packages of this module.
 */
@NullMarked
package io.sallyport.routing.compress;

import org.jspecify.annotations.NullMarked;
