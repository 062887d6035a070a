/**
 * What a route does to a request besides sending it on: limits, cross-origin rules, redirects, fixed answers, and changes
 * to path, host and fields. Compiled once, pure, immutable. May use the JDK, the contract, http-model and routing.match.
 */
@NullMarked
package io.sallyport.routing.act;

import org.jspecify.annotations.NullMarked;
