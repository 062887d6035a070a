/**
 * Connections that are passed on as they are, as a way in: each becomes a CONNECT, so that it is the same story as a
 * tunnel. May use client, problem and netty; never exchanges, filters, listeners or upstreams.
 */
package io.sallyport.edge.plain;
