/**
 * What an operator should look at now: found in facts by pure code, watched once a second, told in the log, in metrics and to
 * callers. May use {@code fleet}, the routing engine, the kit and the contract.
 */
@NullMarked
package io.sallyport.logs.alarm;

import org.jspecify.annotations.NullMarked;
