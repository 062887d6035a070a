/** The opening of WebSocket connections (RFC 6455). May use the JDK only. */
package io.sallyport.http.websocket;
