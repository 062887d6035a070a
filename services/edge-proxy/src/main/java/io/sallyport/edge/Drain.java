package io.sallyport.edge;

import io.sallyport.edge.figures.DrainFigures;
import java.time.Duration;

/**
 * How an edge stops.
 *
 * @param linger time for requests that are on their way
 * @param time   for what is under way
 */
record Drain(Duration linger, Duration time, DrainFigures figures) {}
