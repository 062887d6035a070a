/** Access records held in memory, bounded. May use the contract and the JDK. */
package io.sallyport.logs.keep;
