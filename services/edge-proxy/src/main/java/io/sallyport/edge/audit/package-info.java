/**
 * Records of changes through the admin plane: what is kept of a call, and how many. May use Vert.x's JSON, the contract and
 * vertx-kit's metrics; nothing else of the edge.
 */
package io.sallyport.edge.audit;
