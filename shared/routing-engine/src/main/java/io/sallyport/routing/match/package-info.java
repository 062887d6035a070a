/**
 * Which requests a route is for: host, path and conditions, how specific they are, and what one has in common with
 * another. Pure and immutable. May use the JDK, the contract and http-model.
 */
@NullMarked
package io.sallyport.routing.match;

import org.jspecify.annotations.NullMarked;
