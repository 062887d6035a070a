/** What is known about every server: health, version and traffic. May use the JDK, the contract and {@code keep}. */
package io.sallyport.logs.servers;
