/** The HTTP calls of the log-collector. May use Vert.x Web, vertx-kit and the service's other packages. */
package io.sallyport.logs.api;
