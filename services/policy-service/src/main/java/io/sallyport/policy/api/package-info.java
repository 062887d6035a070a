/** The HTTP calls of the service. May use publish, the engine and vertx-kit. */
package io.sallyport.policy.api;
