/**
 * Bodies compressed while they pass, on the loop that they pass through. May use {@code answer}'s transforms, the routing
 * engine's choice of a coding, metrics, brotli4j and zstd-jni; of Vert.x the buffer only.
 */
package io.sallyport.edge.compress;
