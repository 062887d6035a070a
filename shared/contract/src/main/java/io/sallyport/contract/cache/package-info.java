/** Commands and answers about the cache. May use the JDK only. */
package io.sallyport.contract.cache;
