/** Shared state: one contract, an embedded and a Redis adapter. May use Vert.x and the contract module. */
package io.sallyport.kit.store;
