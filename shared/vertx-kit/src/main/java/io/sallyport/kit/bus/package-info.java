/** Codecs that carry contract messages over the event bus and snapshots into the store. May use Vert.x, Jackson and the contract. */
package io.sallyport.kit.bus;
