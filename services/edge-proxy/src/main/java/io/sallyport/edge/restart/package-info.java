/**
 * How one edge takes the place of another without a connection lost: sockets are taken at the start, and given at the end, see
 * docs/decisions/0098. May use the kit and configuration records; nothing of the edge.
 */
package io.sallyport.edge.restart;
