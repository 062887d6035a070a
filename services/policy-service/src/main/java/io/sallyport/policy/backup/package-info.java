/**
 * The suite's documents as one file, and back from it: what somebody has edited or decided, and nothing that comes by itself. May use
 * the store, the contract, and what this service keeps its documents with.
 */
package io.sallyport.policy.backup;
