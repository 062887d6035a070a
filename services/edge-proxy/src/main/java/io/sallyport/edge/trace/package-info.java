/**
 * Traces as of OpenTelemetry: which requests are traced, what is noted of them, and how it is shipped. Everything up to the
 * queue runs on event loops and waits for nobody; behind it is a thread of its own. May use http-model, the contract, the
 * service kit's metrics and the OpenTelemetry SDK; nothing else of the edge.
 */
@NullMarked
package io.sallyport.edge.trace;

import org.jspecify.annotations.NullMarked;
