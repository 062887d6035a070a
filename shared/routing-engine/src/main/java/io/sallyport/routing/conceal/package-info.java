/**
 * What of a server its answers keep to themselves: fields taken out, inside addresses turned into ours, and what of an
 * answer is compressed. Pure and immutable. May use the JDK, the contract and http-model, and nothing of the other
 * packages of this module.
 */
@NullMarked
package io.sallyport.routing.conceal;

import org.jspecify.annotations.NullMarked;
