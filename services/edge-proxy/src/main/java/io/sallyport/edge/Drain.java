package io.sallyport.edge;

import io.sallyport.edge.figures.DrainFigures;
import java.time.Duration;

/**
 * How an edge stops.
 *
 * @param linger time for requests that are on their way
 * @param time   for what is under way
 * @param quicClosed called once by each loop when it has nothing bound by UDP any more
 */
record Drain(Duration linger, Duration time, DrainFigures figures, Runnable quicClosed) {}
