/** Ships access records to the log-collectors. May use Vert.x, vertx-kit and the contract; nothing else of the edge. */
package io.sallyport.edge.observe;
