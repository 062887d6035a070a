/**
 * Keeps a member of a clustered bus reachable: compares what the cluster knows of this process with what it should know, hears
 * whether the others hear it, and repairs. May use Vert.x and its cluster manager, Hazelcast, and the contract.
 */
@org.jspecify.annotations.NullMarked
package io.sallyport.kit.cluster;
