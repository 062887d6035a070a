/** Records for other services, over the bus. May use the archive and Vert.x. */
package io.sallyport.logs.feed;
