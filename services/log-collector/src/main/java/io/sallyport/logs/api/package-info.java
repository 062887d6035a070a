/** The HTTP calls of the log-collector. May use Vert.x Web, vertx-kit, {@code keep}, {@code query} and {@code servers}. */
package io.sallyport.logs.api;
