/**
 * What edges tell of endpoints by their traffic, gathered and told on. May use the kit, the contract and {@code health}.
 */
@NullMarked
package io.sallyport.router.gossip;

import org.jspecify.annotations.NullMarked;
