/**
 * Tells operators what the cache knows of a URL: what would become of a request, what is stored, and why something is
 * not. May use the memory cache, the shared tier, the snapshots, the engines and the event bus; nothing of an exchange.
 */
package io.sallyport.edge.inspect;
