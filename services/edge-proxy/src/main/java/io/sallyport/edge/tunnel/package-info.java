/**
 * CONNECT tunnels: bytes that pass unread. May use exchange and upstream; never filters or listeners.
 */
package io.sallyport.edge.tunnel;
