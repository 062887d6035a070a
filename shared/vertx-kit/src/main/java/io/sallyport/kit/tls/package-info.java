/**
 * Trust towards our own servers, in terms of Vert.x. May use Vert.x, the contract and
 * {@code certificate}.
 */
package io.sallyport.kit.tls;
