/**
 * Which side of a canary serves a client, how far a canary goes, and whether its figures let it. Pure; the caller brings
 * time and chance. May use the contract, http-model and the routing engine.
 */
@NullMarked
package io.sallyport.routing.canary;

import org.jspecify.annotations.NullMarked;
