/**
 * What of TLS all services share: trust towards our own servers, in terms of Vert.x, and what clients are refused. May use
 * Vert.x, the contract and {@code certificate}.
 */
package io.sallyport.kit.tls;
