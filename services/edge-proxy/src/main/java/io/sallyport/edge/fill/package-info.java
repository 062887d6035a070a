/**
 * Responses on their way from a server, read by everybody who asked for them, each at their own pace. May use the cache
 * engine and metrics, of Vert.x the buffer only; knows no exchange.
 */
package io.sallyport.edge.fill;
