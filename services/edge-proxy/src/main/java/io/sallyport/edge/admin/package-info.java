/** The one entrance to every service's API. May use Vert.x, vertx-kit and the contract; of the edge the page and what it tells of itself. */
package io.sallyport.edge.admin;
