/**
 * The control path's end in the edge: snapshots compiled to tables and swapped by one reference. May use the kit,
 * engines and the contract; never exchange, filter or upstream.
 */
package io.sallyport.edge.control;
