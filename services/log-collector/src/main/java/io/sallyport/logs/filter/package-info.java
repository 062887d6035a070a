/**
 * The filter language: text to conditions, and each condition twice, as a test of a record and as SQL. Pure. May use the
 * JDK, {@code http-model} and {@code record}.
 */
package io.sallyport.logs.filter;
