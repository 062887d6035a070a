/**
 * A door in front of the membership protocol of Hazelcast, which has none in its community edition. Leans on its internals, and is
 * to be looked at whenever its version changes (decision 0090). May use the JDK and Hazelcast.
 */
@org.jspecify.annotations.NullMarked
package io.sallyport.kit.cluster.guard;
