/** Shared state: one contract, an embedded and a Redis adapter; and streams, in Redis only. May use Vert.x and the contract module. */
package io.sallyport.kit.store;
