/** The one thread that appends to the archive, and the queue before it. May use the archive and Vert.x. */
package io.sallyport.logs.keep;
