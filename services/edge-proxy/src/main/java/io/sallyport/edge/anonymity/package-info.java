/**
 * The keys of the pseudonyms that stand for clients in records. May use the store and Vert.x's timers.
 */
@NullMarked
package io.sallyport.edge.anonymity;

import org.jspecify.annotations.NullMarked;
