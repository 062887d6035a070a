/**
 * One fetch for all who ask for the same thing at the same time: what is being fetched in this process, and who waits for
 * it. May use {@code fill}, {@code cache}, the cache engine and metrics; knows no exchange and nothing of Vert.x.
 */
package io.sallyport.edge.collapse;
