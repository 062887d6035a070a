/**
 * Carries out what the policy demands before it lets a request pass: limits and proofs of who the client is. May use
 * exchange, engines, the kit and the contract; never filter, listener or upstream.
 */
package io.sallyport.edge.access;
