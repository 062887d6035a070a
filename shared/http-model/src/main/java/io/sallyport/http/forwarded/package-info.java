/** Who the client is by the word of proxies in front of us. May use the addresses of {@code io.sallyport.http}. */
package io.sallyport.http.forwarded;
