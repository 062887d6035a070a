/**
 * How far a canary goes: from plan, state, figures and time to the next state, with the reason. Pure. May use the
 * contract and the statistics beside it.
 */
@NullMarked
package io.sallyport.routing.canary.progress;

import org.jspecify.annotations.NullMarked;
