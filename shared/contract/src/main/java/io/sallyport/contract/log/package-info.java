/** Access records and the batches that carry them. May use the JDK only. */
package io.sallyport.contract.log;
