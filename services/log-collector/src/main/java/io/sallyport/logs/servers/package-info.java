/** What this collector has heard of servers: health and traffic. May use the JDK, the contract and {@code record}. */
package io.sallyport.logs.servers;
