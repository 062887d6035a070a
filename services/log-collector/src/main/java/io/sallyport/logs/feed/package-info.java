/** Records for other services, over the bus. May use the ring and Vert.x. */
package io.sallyport.logs.feed;
