/** The filter language, and pure evaluation of queries over kept records. May use the JDK, the contract and {@code keep}. */
package io.sallyport.logs.query;
