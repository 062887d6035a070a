/**
 * What a client may ask of the edge, and how often it has asked for more. May use the contract, addresses and the service
 * kit's metrics; nothing else of the edge.
 */
package io.sallyport.edge.limit;
