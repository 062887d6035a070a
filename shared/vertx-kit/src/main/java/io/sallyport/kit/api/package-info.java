/** The small HTTP server every service has: health, metrics, problems. May use Vert.x Web, Jackson and the contract. */
package io.sallyport.kit.api;
