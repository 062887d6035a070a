/**
 * Writes access records as lines, to files and to the standard output. May use Vert.x, vertx-kit, the contract and the queue of
 * {@code observe}; nothing else of the edge. Standard output is meant for these lines; what the suite has to say of itself goes
 * to the standard error.
 */
package io.sallyport.edge.lines;
