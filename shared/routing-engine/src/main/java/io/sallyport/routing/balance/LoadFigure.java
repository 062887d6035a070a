package io.sallyport.routing.balance;

/**
 * What one event loop knows of an endpoint, for others to read.
 *
 * @param cluster      cluster name
 * @param url          as the document writes it
 * @param underWay     requests under way
 * @param latencyNanos average time to an answer's head; 0 before the first
 */
public record LoadFigure(String cluster, String url, int underWay, long latencyNanos) {}
