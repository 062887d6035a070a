/**
 * The way to Redis: one server, the primary that sentinels name, or a cluster. Connections that are made anew, bounds on every
 * call, and words for what goes wrong. May use Vert.x, the contract and {@code tls} of this module; knows nothing of what is stored.
 */
package io.sallyport.kit.redis;
