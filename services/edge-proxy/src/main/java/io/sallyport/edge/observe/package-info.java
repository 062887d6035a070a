/** Ships access records to the log-collector. May use Vert.x, vertx-kit and the contract; nothing else of the edge. */
package io.sallyport.edge.observe;
