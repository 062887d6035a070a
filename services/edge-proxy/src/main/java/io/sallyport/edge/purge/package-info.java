/**
 * Purges as an edge carries them out: by the log, by what its own requests change, by the method PURGE. May use the cache
 * engine's table, the contract, and of vertx-kit the purge log and the metrics.
 */
package io.sallyport.edge.purge;
