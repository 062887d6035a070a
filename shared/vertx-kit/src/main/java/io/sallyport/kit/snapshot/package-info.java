/** The control path: documents in files -> numbered snapshots in the store -> subscribers. May use Vert.x and the contract. */
package io.sallyport.kit.snapshot;
