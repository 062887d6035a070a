/**
 * Parts of stored responses: answers made from them, and parts kept while they pass. May use the cache engine, the
 * memory tier, {@code fill} and the exchange; never filters or upstreams.
 */
package io.sallyport.edge.range;
