/**
 * What the edge has served and holds, as counters, gauges and histograms: each made once, so that counting is a look-up and
 * an addition. May use the contract, the service kit's metrics, and of Vert.x the connection; nothing else of the edge.
 */
package io.sallyport.edge.figures;
