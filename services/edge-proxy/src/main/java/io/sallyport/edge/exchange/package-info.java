/**
 * One request with its response: its state, the filter contract, how an answer is written and how it ends. May use
 * engine results, the contract, limits, {@code answer}, {@code client}, {@code problem}, {@code time} and the snapshots of
 * control; never filters, listeners or upstreams.
 */
package io.sallyport.edge.exchange;
