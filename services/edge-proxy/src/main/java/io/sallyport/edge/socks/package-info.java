/**
 * SOCKS5, SOCKS4 and SOCKS4a as a way in: reads the handshake and puts the request into HTTP's terms, so that a tunnel by
 * SOCKS is the same story as one by CONNECT. May use client, problem, control, netty and configuration records; never
 * exchanges, filters, listeners or upstreams.
 */
package io.sallyport.edge.socks;
