/**
 * Active probes: what they ask, how results count, how they are told. May use the kit, the contract and the routing engine.
 */
@NullMarked
package io.sallyport.router.health;

import org.jspecify.annotations.NullMarked;
