/** The one entrance to every service's API. May use Vert.x, vertx-kit and the contract; nothing else of the edge. */
package io.sallyport.edge.admin;
