/**
 * One class per step of an exchange, in the order of {@link io.sallyport.edge.filter.Filters}. May use exchange,
 * upstream, pool, shadow, tunnel, cache, reuse, control and the engines; never listeners, and never another filter.
 */
package io.sallyport.edge.filter;
