/**
 * Why a request is not served, as its client is told. May use the contract, the HTTP model, and of Vert.x the buffer; nothing
 * else of the edge.
 */
package io.sallyport.edge.problem;
