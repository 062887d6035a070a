/**
 * Time on one event loop: its clock, and the list of what must end by some time. May use the HTTP model; nothing else of the
 * edge.
 */
package io.sallyport.edge.time;
