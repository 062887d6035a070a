/**
 * The description of the whole API, for programs. Its sources are the JSON files beside this package in the resources. May use
 * Vert.x's JSON; nothing else of the edge.
 */
package io.sallyport.edge.openapi;
