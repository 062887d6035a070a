/**
 * Active probes: what they ask, how results count, how they are told. May use the kit and the contract.
 */
@NullMarked
package io.sallyport.router.health;

import org.jspecify.annotations.NullMarked;
