/**
 * How connections of the forward side come about: to the first of several checked addresses, from an address of this
 * machine, or through other proxies. May use exchange, upstream, names, pool, exit, control's snapshots, the engines and the
 * netty package; never filters, tunnels or listeners.
 */
package io.sallyport.edge.dial;
