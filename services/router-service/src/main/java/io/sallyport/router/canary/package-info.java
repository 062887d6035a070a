/**
 * Canaries under way: their states in the store, figures from the log-collectors, the engine's turn each second, and what
 * operators want. May use the kit, the contract and the routing engine.
 */
@NullMarked
package io.sallyport.router.canary;

import org.jspecify.annotations.NullMarked;
