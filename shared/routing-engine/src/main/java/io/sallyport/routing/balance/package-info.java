/**
 * Which endpoint of a track gets a request: the strategies, and what one event loop remembers for them. {@link
 * io.sallyport.routing.balance.Balancer} decides by state, chance and time that are handed in. May use the JDK,
 * http-model and the packages engine and circuit.
 */
@NullMarked
package io.sallyport.routing.balance;

import org.jspecify.annotations.NullMarked;
