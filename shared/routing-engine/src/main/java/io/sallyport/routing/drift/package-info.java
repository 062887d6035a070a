/**
 * Versions that are not as the routes mean them. Pure. May use the JDK, the contract and the routing engine.
 */
@NullMarked
package io.sallyport.routing.drift;

import org.jspecify.annotations.NullMarked;
