/**
 * Hours of a week by the clocks of a zone. May use the contract's documents and {@code java.time}; reads no clock.
 */
@NullMarked
package io.sallyport.policy.engine.hours;

import org.jspecify.annotations.NullMarked;
