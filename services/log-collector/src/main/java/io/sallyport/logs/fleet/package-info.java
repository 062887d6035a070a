/**
 * Every server as all services together know it: routes, health, canaries, what edges say, histories in the store, and the
 * traffic that each log-collector has counted. Decides nothing; what it makes of facts is pure. May use the kit, the
 * contract, the routing engine and {@code servers}.
 */
@NullMarked
package io.sallyport.logs.fleet;

import org.jspecify.annotations.NullMarked;
