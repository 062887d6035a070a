/**
 * Who may use a listener at all: the logins that listeners demand, and whether one is open to anybody. May use the
 * packages above, the contract and http-model.
 */
@NullMarked
package io.sallyport.policy.engine.entry;

import org.jspecify.annotations.NullMarked;
